"""What a filing says, and how a reader would say it: patterns and what stands instead of them, in order."""

from __future__ import annotations

import re
from collections.abc import Callable

# What a deal waits for: a company that is subject to a penalty does not depend on it.
_WHAT_MUST_BE = (
    r"(?=[^.;]{0,80}\b(?:conditions?|approvals?|consents?|receipt|review|completion|closing|consummation|satisfaction|votes?|"
    r"clearances?|expiration|waiting period)\b)"
)
EASIER: tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...] = (
    (r"\s*<PAGE>\s*", " "),
    (r"^[A-Z]{3,}[^-]{0,40} ?-+ ?(?:[A-Z][a-z]+ \d{1,2}, \d{4} ?-+ ?)?(?=[A-Z])", ""),  # a press release's dateline
    (r",? as (?:so )?amended(?=[.,;])", ""),
    (r"^(The [\w -]+?) contains customary [^.;]*?, including (?=covenants )", r"\1 contains "),
    (
        r"^The filing attaches a copy of (.+?)'s press release,? dated ([A-Z]\w+ \d+, \d{4}),? announcing its\b",
        r"In a press release of \2, \1 announced its",
    ),
    (
        r"\bissued a (?:press|news) release (?:announcing|providing|reporting) (?=its|that|preliminary|the)",
        "announced ",
    ),
    (r"\btoday (?=announced|reported)", ""),
    (r" ?\([\"\u201c][^()]{1,60}[\"\u201d] (?:and|or),? [^()]{0,90}[\"\u201c][^()]{1,60}[\"\u201d]\)", ""),
    (r"\b(symbol|ticker) [\"\u201c]([A-Z.]{1,6})[\"\u201d]", r"\1 \2"),
    (r"^As of the date hereof, ", ""),
    (r"\bthe date hereof\b", "the date of the filing"),
    (r"\bannounced today\b", "announced"),
    (r"^(First|Second|Third|Finally|Additionally|Separately|Also), ", ""),
    (r"^Also (?=(?:on|effective|in) )", ""),
    (r"^With respect to ", "For "),
    (
        r"^(?:The|This) (?:[A-Z][\w'-]* ){0,4}(?:[Aa]greement|[Aa]mendment|[Ll]etter|[Ll]ease) (?:also |"
        r"further )?provides that,? ",
        "",
    ),
    (r"^However, ", ""),
    (r"-Registered Trademark-", ""),
    (r"(?<![(\w])(?<!the )(?<!or )(?<!and )[\"\u201c]([a-z][\w' -]{2,40})[\"\u201d](?! ?\)| or| and)", r"\1"),
    (r",? as (?:such term is )?defined (?:in|under|by) [^,.;]{3,60}?(?=,| will\b| is\b| are\b|\.|;)", ""),
    (
        r"^([A-Z][^,$%]{2,60}(?:, Inc\.)?), an? [^,$%]{5,120}, (?=(?:announced|reported|delivered))",
        r"\1 ",
    ),
    (r"(?<![\w.])\((?:[ivx]{1,4}|[a-e]|\d)\) ", ""),
    (r"(?<=\$)(\d{1,3}(?:,\d{3})+)\.00\b", r"\1"),
    (r"\bat an? (?:annual )?(?:interest )?rate (?:per annum )?(?:equal to|of)\b", "at"),
    (r"\\\$", "$"),
    (r" ?\((?:as so )?(?:as )?(?:such term is )?(?:defined|amended|further)[^()]*\)", ""),
    (r" ?\((?:the |each,? |an? |such |collectively,? |together,? )[^()]{0,80}[\"“][^()]{1,80}\)", ""),
    (r" ?\((?:NYSE|Nasdaq|NASDAQ|AMEX)[^()]{0,20}\)", ""),
    (r" ?\((?:in each case|if any|including|valued|excluding|as may)\b(?![^()]*\bsubject to\b)[^()]*\)", ""),
    (r" ?\((?:in each case, )?subject to (?:certain|some|customary|limited) exceptions\)", ", with exceptions,"),
    (r" ?\((?=(?:in each case, )?subject to\b)([^()]*)\)(?=[.,;])", r", \1"),
    (r" ?\((?=(?:in each case, )?subject to\b)([^()]*)\)(?= )", r", \1,"),
    (r"\b[\w-]+ percent \((\d[\d.]*%)\)", r"\1"),
    (r"\b(\w+) \((\d+)\)", r"\1"),
    (r"(?<=\d) percent\b", "%"),
    (r"\bMerger Sub(?: I+)?\b", "a merger subsidiary"),
    (
        r"\b(?:the )?(?:expiration or (?:early )?termination|expiration) of (?:the |any )?(?:applicable |"
        r"required |statutory )*"
        r"waiting periods?(?: \(?(?:or|and)[^,;()]{0,40}\)?)? (?:applicable to [^,;]{0,40} )?under "
        r"(?=the (?:Hart|HSR))",
        "the end of the waiting period under ",
    ),
    (
        r"\bthe (?:Hart-Scott-Rodino[\w ]*? Act(?: of 1976)?(?:, as amended)?,?|HSR Act)(?= |[.;,])",
        "U.S. antitrust law",
    ),
    (r"\bAttached as Exhibits? [\d.]+ and incorporated (?:herein )?by reference is\b", "The filing attaches"),
    (
        r",? (?:including (?:those|that)|as) (?:further |more fully |otherwise )?described (?:above|below|"
        r"herein|therein)\b",
        "",
    ),
    (r"^In such capacit(?:y|ies), ", ""),
    (
        r"^(?:This|These) (?=(?:agreements?|contracts?|leases?|amendments?|notes?|loans?|awards?|options?|shares|units|"
        r"transactions?|acquisitions?)\b)",
        "The ",
    ),
    (r", among other things,", ""),
    (r"; however, ", "; "),
    (r"\b(?:various|certain|the usual|customary) closing conditions\b", "closing conditions"),
    (
        r"\bthe (?:satisfaction|fulfillment)(?: \(?or,?(?: (?:where|"
        r"to the extent) permitted,)? waiver(?:, if applicable)?\)?)? of "
        r"(?:the |other )*(?=closing conditions)",
        "",
    ),
    (r"\bthe (?:satisfaction|fulfillment)(?: or waiver)? of (?=(?:customary|certain|the|other) )", ""),
    (r"\band/or\b", "or"),
    (
        r"^As (?:previously |earlier )?(?:reported|disclosed|announced)\b(?:[^,]|, (?:Inc\b|"
        r"\d{4}))*?, (?!Inc\b)(?=[a-zA-Z])",
        "",
    ),
    (r"(?<![Aa]s )\bpreviously[- ](?:disclosed|announced|reported) (?=[a-zA-Z])", ""),
    (r"\bwould be payable\b", "would be due"),
    (
        r"\b([Ii])n connection with (?=(?:the|its|this) (?:[\w']+ ){0,3}(?:review|offering|merger|transaction|"
        r"acquisition|closing|"
        r"settlement|investment|appointment|separation|financing|sale|Offering|Merger|Transaction|Acquisition|Closing)\b)",
        lambda found: "As part of " if found[1] == "I" else "as part of ",
    ),
    (r"\badditional (?=[a-z])", "further "),
    (r"\bdetermination that\b", "finding that"),
    (r"\bdetermined to\b", "decided to"),
    (r"\bcommercialize\b", "sell"),
    (r"\bcommercialization\b", "sale"),
    (r"\bterminated\b", "ended"),
    (r"(?<![Ee]arly )\btermination of\b", "end of"),
    (r"\b(aggregate|total|merger|cash) consideration\b", r"\1 price"),
    (r"\bas consideration in\b", "as payment in"),
    (r"\bacquisitions\b", "purchases"),
    (r"\bacquisition\b", "purchase"),
    (r"\bindividuals\b", "people"),
    (r"\bwill be eligible to\b", "may"),
    (r"\bobtain\b", "get"),
    (r"\bsufficient to\b", "enough to"),
    (r"\bincur\b", "take on"),
    (r"\bin recognition of\b", "for"),
    (r"\banticipated\b", "expected"),
    (
        r"\bto result in (?:an? |the )?reduction (?:of|in) ((?:[\w']+ ){1,12}?)of (?=about|approximately|\$)",
        r"to cut \1by ",
    ),
    (r" ?\([^()]*=[^()]*\)", ""),
    (r" ?\[(?:NYSE|Nasdaq|NASDAQ)[^\[\]]{0,20}\]", ""),
    (r"\bcash compensation\b", "cash pay"),
    (
        r",? (?:under|of) the Securities (?:Exchange )?Act(?: of 19\d\d)?(?:, as amended)?(?=[,. ])(?! (?:or|and)\b),?",
        "",
    ),
    (r"\b(?:is|are|will be) (?:required|obligated) to\b", "must"),
    (r"\b(?:does|do|will|shall|would) not have the right to (?=[a-z])", "may not "),
    (r"\b(?:(?:will|shall|would) )?(?:has|have) the right to (?=[a-z])", "may "),
    (r"\bmay (?:elect|choose) to\b", "may"),
    (
        r"\b(?:(?:any|all|certain|some|other|required|necessary|applicable) )*regulatory (?:approvals?|"
        r"consents?|clearances?)\b"
        r"(?:(?:,|,? and|,? or) (?:approvals?|consents?|clearances?)\b(?! (?:of|by|from)\b))*(?! (?:of|by|from)\b)",
        "regulators' approval",
    ),
    (r"\bdocumentary materials?\b", "documents"),
    (
        r"^The (?:respective )?obligations? of (?:the|each of the) part(?:ies|y) to complete (the \w+) depends? on\b",
        r"Completion of \1 depends on",
    ),
    (r"\bin order to\b", "to"),
    (r"\b[Ii]n order to\b", "To"),
    (r"(?<!\bor),? on an? [A-Z]?[\w -]{3,40}-by-[\w-]+(?: [\w-]+){0,3} basis\b", ""),
    (r"\bbe (?:solely )?responsible for (?=the remaining|(?:the |all )?costs)", "bear "),
    (r"\bindebtedness\b", "debt"),
    (r"\bimmediately (?=prior|before|following|after)", "right "),
    (r"\ban additional (?=\$|[\d,]+ )", "a further "),
    (r"\bthe acquisition of\b", "the purchase of"),
    (r"\bto acquire\b", "to buy"),
    (r"\bwill acquire\b", "will buy"),
    (r"\bin exchange for\b", "for"),
    (r"\bannual base salary\b", "yearly base salary"),
    (r"\bresponsible for (?=\d)", "to bear "),
    (r"\bwill be to bear\b", "will bear"),
    (r"\b([Tt])he aggregate (?=purchase|principal|consideration|amount|base)", r"\1he total "),
    (r"\bAggregate consideration\b", "The total price"),
    (r"\baggregate consideration\b", "total price"),
    (r"\ban aggregate (?:of )?", "a total of "),
    (r"\ban? total of (?=purchase|principal|consideration|amount)", "a total "),
    (r"\baggregate\b", "total"),
    (r"\bapproximately\b", "about"),
    (r"\b(?:shall|will) be entitled to receive\b", "will receive"),
    (r"\bshall\b", "will"),
    (r"\bin the (?:total |aggregate )?(?:principal )?amount of\b", "of"),
    (r"\bin (?:total|aggregate) principal amount of\b", "of"),
    (r"\btotal principal amount of\b", "of"),
    (r"(?<=[\d\w]) of of\b", " of"),
    (
        r",? (?:(?:with )?(?:a )?(?:no )?par value(?: of)?(?: \$[\d.]+)?|"
        r"\$[\d.]+ par value)(?: per share)?,?(?= |\.|,)",
        "",
    ),
    (r"\bper share\b", "a share"),
    (r"\bper (year|month)\b", r"a \1"),
    (r"\bon or (?:before|prior to)\b", "by"),
    (r"\bconsummated\b", "completed"),
    (r"\bconsummation\b", "completion"),
    (r"\bconsummate\b", "complete"),
    (r"\bUpon the terms and subject to the conditions (?:set forth )?in the [A-Z][\w ]*?, ", ""),
    (r"\bupon\b", "on"),
    (r"\bUpon\b", "On"),
    (r"\bwill terminate\b", "will end"),
    (r"\bto terminate\b", "to end"),
    (r"\bmay terminate\b", "may end"),
    (r"\bto purchase\b", "to buy"),
    (r"\bregarding\b", "on"),
    (r"\bin excess of\b", "over"),
    (r"\bnotified\b", "told"),
    (r"\bexfiltrated\b", "took"),
    (r"\bsubsequently\b", "later"),
    (r"\bexpires on\b", "runs until"),
    (r"\b(?:[Pp]ursuant to|[Uu]nder) the terms of\b", "under"),
    (r"\bby and (?:between|among)\b", "between"),
    (r",? without limitation,?", ""),
    (r"\bincluding, ", "including "),
    (r"\bwith exceptions,(?=[.;])", "with exceptions"),
    (r"\bthese (?=(?:securities|notes|debentures|shares)\b)", "the "),
    (r"\bcertain (?=of|other)", "some "),
    (r"\ba period of\b", ""),
    (r"\bwith and into\b", "into"),
    (r"\bwholly[- ]owned\b", "wholly owned"),
    (r"\bat the time of\b", "at"),
    (r"\bin the event of\b", "on"),
    (r"\bfor the purpose of\b", "for"),
    (r"\bremains subject to\b", "still depends on"),
    (r"\b(?:the )?receipt of (?=(?:[a-z']+ ){0,4}(?:approvals?|consents?|clearances?)\b)", ""),
    (rf"\bis subject to {_WHAT_MUST_BE}", "depends on "),
    (rf"\bare subject to {_WHAT_MUST_BE}", "depend on "),
    (r"\b(?:Moreover|Furthermore|In addition|Additionally), ", ""),
    (r"\b(?:has|have) been and (?:is|are)\b", "is"),
    (r"\b([Aa])n (?=[bcdfgjklmnpqrstvwxyz][a-z])", r"\1 "),
    (r"\b([Aa]) (?=(?:ended|expected|end|increase)\b)", r"\1n "),
    (r"  +", " "),
    (r" ([,.;])", r"\1"),
)
