"""Words that report what somebody said, and the kinds of complement each takes."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SAY = _words(
    """
    acknowledge add admit advise affirm allege announce answer argue ask assert assure aver boast caution
    chant charge claim clarify comment complain concede conclude confess confirm contend continue counter
    cry decide declare demand deny disclose echo elaborate emphasise emphasize estimate exclaim explain
    express guess hint imply indicate inform insist interject joke lament maintain mention mutter note
    observe opine pledge point post posit predict proclaim promise propose quip quote reaffirm reassure
    recall reckon recount reiterate relate remark remember remind repeat reply report respond restate
    reveal say scoff scream shout shrug signal sigh specify speculate state stress suggest summarize
    swear sob teach tell testify text thunder tweet underline underscore urge vent volunteer vow wail
    warn whisper wonder write yell
    """
)
"""Verbs (lemmas) whose clause is what was said."""

THINK = _words("believe think hope expect fear feel suspect worry consider hold assume know doubt understand")
"""Verbs of what somebody holds rather than says: attributions too, where a clause follows."""

CALL = _words(
    """
    accuse address applaud attack blame blast brand call characterise characterize cite condemn criticise
    criticize decry defend deem denounce describe deride dismiss dub hail label lash lambast lambaste liken
    mock name offer outline praise promise question rail rebuke refer reject ridicule slam speak tout talk
    term thank title threaten urge voice vow welcome
    """
)
"""Verbs that take quoted words as an object: "called it a “disgrace”"."""

SAYING_NOUN = _words(
    """
    statement tweet letter email e-mail post memo report interview speech remark remarks comment comments
    message address testimony affidavit release filing announcement declaration article editorial column
    book note text blog video briefing communique communiqué
    """
)
"""Nouns for what carries words; their possessor or "from"-phrase is the source."""

SHOW = _words("show find suggest indicate reveal estimate conclude state read say report warn note")
"""Verbs that such a noun, a poll or a study can be the subject of."""
