"""Words that report what somebody said or holds, and what may follow them."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SAY = _words(
    """
    acknowledge add admit advise affirm allege announce answer argue ask assert assure aver blog boast caution
    chant charge claim clarify comment complain concede conclude confess confirm contend continue counter cry
    declare demand deny disclose echo elaborate emphasise emphasize estimate exclaim explain forecast
    hint imply indicate inform insist interject joke lament maintain mention mutter note observe opine
    pledge point posit predict proclaim promise propose quip quote read reaffirm reason reassure recall reckon
    recount reiterate relate remark remind repeat reply report respond retort restate reveal rule say scoff
    scream shout speculate state stress suggest summarise summarize swear tell testify theorize threaten text
    tweet underline underscore urge vow warn whisper write yell
    """
)
"""Verbs (lemmas) whose clause is what was said."""

CORE = _words("say tell add write report announce claim argue insist state warn tweet explain note")
"""The plainest of them: taken as cues even where the parser finds no clause, and whatever it tags them."""

THINK = _words("believe think hope fear expect suspect")
"""Verbs of what somebody holds: attributions too, where a whole clause follows."""

FIND = _words("find show conclude suggest indicate reveal determine estimate warn")
"""Verbs whose clause is what a study (`STUDIES`) gives as its result."""

STUDIES = _words(
    """
    study survey poll polling report research researcher scientist analysis analyst review audit inquiry
    investigation investigator probe data statistic figure record document paper census estimate assessment
    auditor inspector watchdog tribunal court judge jury panel commission committee test result autopsy
    """
)
"""Nouns (lemmas) for studies and for those who find something out."""

PLEDGE = _words("vow pledge promise threaten urge claim swear")
"""Verbs whose infinitive is what was said: "vowed to rebuild"."""

ADDRESS = _words("tell inform assure remind warn advise ask urge promise reassure notify")
"""Verbs that take the person spoken to as an object."""

CALL = _words(
    """
    accuse applaud attack blame blast brand call cast characterise characterize cite condemn criticise
    criticize decry defend denounce deride describe dismiss dub express hail label lambast lambaste lash liken
    mock praise rail rebuke refer reject ridicule slam speak talk tout thank voice welcome
    """
)
"""Verbs that quoted words depend on as an object: "called it “a disgrace”"."""

NAMING = _words("call dub title name label refer know brand term entitle")
"""Verbs that also give a thing its name, which is no quotation: "a boat called “Hope”"."""

CLAIM = _words(
    """
    accusation admission allegation announcement argument assertion assurance belief charge claim comment
    conclusion confession contention declaration denial forecast insistence observation pledge prediction
    promise remark statement suggestion testimony threat view vow warning
    """
)
"""Nouns for what somebody says: with a possessor and a clause, "Holt's claim that …", they are cues."""

DAYS = _words("monday tuesday wednesday thursday friday saturday sunday today yesterday")
WHEN = DAYS | _words(
    """
    january february march april may june july august
    september october november december tomorrow tonight morning afternoon evening night noon
    midnight day week weekend month year hour minute spring summer autumn fall winter days weeks months years
    hours minutes time
    """
)
"""Words for when something was said, which stand where a source can: "said Monday", "said last week"."""

OWN_VOICE = _words("i we you me us")
"""Outside quotation marks these are the writer and the reader, not a source."""
