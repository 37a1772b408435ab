"""The words of page furniture: patterns that a whole line must match, without regard to case."""

from __future__ import annotations

import re

_NETWORK = (
    r"(facebook|twitter|x|whats ?app|linkedin|reddit|pinterest|telegram|tumblr|instagram|youtube|flipboard|"
    r"google ?(\+|plus|news)?|e-?mail|messenger|digg|stumbleupon|"
    r"threads|bluesky|mastodon|pocket|sms|line|viber)"
)
_PIECE = r"(article|story|post|page|news|content|link|video|this)"

_SHARE = (
    r"spread the (love|word|news)",
    r"sharing is caring!?",
    r"(please )?share( (this|the|on|via|it|with).{0,60})?:?",
    r"shares?|\d[\d,.]*k? (shares?|views?|likes?|tweets?|retweets?|reads?|claps?|votes?)( \d+ \w+)?",
    rf"{_NETWORK}([\s,/|•·]+(and )?{_NETWORK})*",
    rf"(tweet|pin|like|tumble|e-?mail|print|save|send|copy|bookmark)"
    rf"( (this|it|link|url|a link|an?|to a friend|{_PIECE}))*",
    rf"(share|tweet|send|post|click to (share|e-?mail|print|tweet))\b.{{0,30}}"
    rf"\b({_NETWORK}|friend|new window\)?).{{0,40}}",
    r"like (this|loading)[:.…]*|loading[.…]*|link copied!?|copy (link|url).{0,20}",
    r"follow( (us|me))?( (on|at|via|@).{0,50})?",
    r"(like|join|find|connect with|visit) us on .{0,40}",
    rf"republish( this {_PIECE})?|listen( to (this )?{_PIECE})?( \d+:?\d*\ ?min\w*)?",
)
_COMMENTS = (
    r"(no|\d[\d,]*)?\s*comments?\s*(\(?\d*\)?)?:?( (yet|so far))?",
    r"(post|leave|add|write|submit|make) (a|your) (comment|reply|response|review)s?.{0,20}",
    r"(view|show|see|read|hide|load) (all |more |the |\d+ )*(comments?|replies|discussion).{0,20}",
    r"comments? (are|is|have been|section) .{0,30}",
    r"be the first to (comment|share|like|review).{0,30}",
    r"join the (conversation|discussion|debate)|have your say|report abuse|recent comments",
    r"reply|cancel reply|respond|responses?|your comment|what do you think\?( .{0,50})?",
    r"(sign|log) ?in to (comment|reply|post).{0,20}",
    r"your e-?mail address will not be published\.?.{0,60}",
)
_NAVIGATION = (
    r"(breaking|latest|top|more|trending|popular|featured|recent|other|"
    r"most (read|popular|viewed|shared|recent)|"
    r"must[ -]read|editors?['’]?s? picks?)"
    r"( (news|stories|posts?|articles|now|headlines|videos?|stories from.{0,30}))?!?",
    r"advertise?ments?|ad|sponsored( (content|links?|by\b.{0,40}))?|promoted( (content|stories))?",
    r"paid (content|post)|partner content|scroll (down )?to continue.{0,40}",
    r"(story|article) continues (below|after).{0,40}|continues? (below|after).{0,40}|continue reading.{0,60}",
    r"home(page)?|menu|search|log ?(in|out)|sign (in|up|out)|register|subscribe(d| now| to .{0,60})?",
    r"skip to .{0,30}|back to top|top|close|navigation|toggle .{0,20}|site ?map|rss|feed|archives?|help|faq",
    r"next|previous|prev|(older|newer) posts?|(next|previous) (article|post|story|page)",
    r"more|view (all|more|gallery)|see (all|more|also)|(load|show) more|"
    r"contact( us)?|about( us| the author)?",
    rf"(read|see|watch|learn|find out|click) (more|next|also|now|here|on|about|the full {_PIECE})\b.{{0,60}}",
    r"also read\b.{0,80}",
    r"(related|recommended|suggested|similar)( (articles?|stories|story|posts?|news|"
    r"content|topics?|links?|coverage|"
    r"videos?|for you|reading|items?))*:?",
    r"you (may|might) (also )?(like|be interested|enjoy).{0,20}|more (from|on|in|about|like) .{0,50}",
    r"in this (article|story)|don['’]t miss|up next|elsewhere on .{0,30}|"
    r"(a|from )round the web|from the web|for you|what to read next",
    r"(sign up|subscribe|get|download|install) (for|to|our|the)\b.{0,60}"
    r"(newsletters?|app|alerts?|updates|inbox|podcast|channel|e-?mails?|briefing)\b.{0,40}",
    r"(tags?|topics?|labels|filed under|posted in|categor(y|ies)|keywords)(:? .{0,120}|:)?",
    r"(copyright|©|\(c\)) ?.{0,160}|all rights reserved\.?|"
    r"(terms of|privacy (policy|notice)|cookie (policy|notice))\b.{0,60}",
    r"(photo|image|video|picture) ?gallery|(play|pause|watch|view)( (video|image|gallery|photos?|live))*",
    r"null|undefined|[\W_]+",
)

LABELS = {
    kind: re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)
    for kind, patterns in (("share", _SHARE), ("comments", _COMMENTS), ("navigation", _NAVIGATION))
}

POINTER = re.compile(
    r"(also\s+(read|see|watch)|read\s+(also|more|next|this)|(see|watch)\s+(also|more)|"
    r"related(\s+(story|news|article|stories))?|more|recommended|don['’]t miss|must[ -]read|watch|video|"
    r"in pics|in pictures|photos)\s*[:|»>–—-]\s*\S.*",
    re.IGNORECASE,
)
"""A line that points to another page: "READ MORE: What the talks are about"."""
