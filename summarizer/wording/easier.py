"""What a filing says, and how a reader would say it: patterns and what stands instead of them, in order."""

from __future__ import annotations

import re
from collections.abc import Callable

# What a deal waits for: a company that is subject to a penalty does not depend on it.
_WHAT_MUST_BE = (
    r"(?=[^.;]{0,80}\b(?:conditions?|approvals?|consents?|receipt|review|completion|closing|consummation|satisfaction|votes?|"
    r"clearances?|expiration|waiting period)\b)(?![^.;]*, (?:and )?to\b)"
)
EASIER: tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...] = (
    (r"\s*<PAGE>\s*", " "),
    (
        r"\bassets, and (?:the )?assumption of (?:certain|some|substantially all|specified)(?: of the)?"
        r"(?: [a-z]+){0,2} liabilities, of ",
        "assets of ",
    ),
    (
        r"\b((?:offer|issue)(?:,? (?:and|or|and/or) | ?, ?issue and )sell),? from time to time,?[^;$.]{0,120}?"
        r"\bas (?:its |the )?(?:sales )?agents?(?: (?:and/or|or|and) (?:as )?principals?)?, (?=shares|up to|common)",
        r"\1 ",
    ),
    (r",? (?:in|for|during|over) the (?:[a-z]+ ){1,2}(?:stated|named|described|mentioned|defined) above(?=[.,;])", ""),
    (r"\bwith Section [\w().]+ of (?=the [A-Z])", "with "),
    (r"\bIn connection with (?=(?:its|the) (?:\d{4} )?(?:annual|special) meeting)", "For "),
    (r"^[A-Z]{3,}[^-$%]{0,70}[A-Z][a-z]+ \d{1,2}, \d{4} ?-+ (?=[A-Z])", ""),
    (r"^[A-Z]{3,}[^-]{0,40} ?-+ ?(?:[A-Z][a-z]+ \d{1,2}, \d{4} ?-+ ?)?(?=[A-Z])", ""),  # a press release's dateline
    (r",? as (?:so )?amended(?=[.,;])", ""),
    (r"^(The [\w -]+?) contains customary [^.;]*?, including (?=covenants )", r"\1 contains "),
    (
        r"\bissued a (?:press|news) release (?:announcing|providing|reporting) (?=its|that|preliminary|the)",
        "announced ",
    ),
    (r"\btoday (?=announced|reported)|(?<=\bconfirmed) today\b|(?<=\bsaid) today\b|(?<=\breported) today\b", ""),
    (r" ?\([\"\u201c][^()]{1,60}[\"\u201d] (?:and|or),? [^()]{0,90}[\"\u201c][^()]{1,60}[\"\u201d]\)", ""),
    (r"\b(symbol|ticker) [\"\u201c]([A-Z.]{1,6})[\"\u201d]", r"\1 \2"),
    (r"^As of the date hereof, ", ""),
    (r"\bthe date hereof\b", "the date of the filing"),
    (r"\bannounced today\b", "announced"),
    (r"\bthat thereafter\b", "that then"),
    (r"^(First|Second|Third|Finally|Additionally|Separately|Also), ", ""),
    (r"^Also (?=(?:on|effective|in) )", ""),
    (r"^With respect to ", "For "),
    (
        r"^(?:The|This) (?:[A-Z][\w'-]* ){0,4}(?:[Aa]greement|[Aa]mendment|[Ll]etter|[Ll]ease) (?:also |"
        r"further )?provides that,? ",
        "",
    ),
    (
        r"^(?:However|Accordingly|In addition|Additionally|Moreover|Furthermore|Therefore|Thus|"
        r"Consequently|Nevertheless|"
        r"Likewise|Similarly|Further), ",
        "",
    ),
    (r"(?<=[a-z]), however, (?=[a-z])", " "),
    (r",? which (?:we|the Company|[A-Z][\w&]+) refers? to as [^,.;]+(?:,(?= ))?", ""),
    (r"\b(?:the|that) certain (?=[A-Z])", "the "),
    (r"\b[Oo]ur company(?=[.,;' ])", "the Company"),
    (r"\bconsented to the following: ", "agreed that "),
    (
        r",? (?:a copy|copies) of which (?:is|are|was|were) (?:attached|filed|furnished)[^,;]*?"
        r"(?: and incorporated (?:herein )?by reference)?(?:,(?= )|(?=[.;]))",
        "",
    ),
    (
        r"(?<=[a-z])(?<!those)(?<!that)(?<! as)(?<!terms)(?<!conditions)"
        r" (?:described|discussed) (?:above|below)(?=[ ,.])",
        "",
    ),
    (
        r"(?<!incorporated )(?<!incorporated herein )\bby reference to (?=(?:the|its|our|[A-Z][\w&. -]{1,30}'s?) )",
        "by ",
    ),
    (
        r",? (?:described|discussed|referred to|reported) (?:in|under) Item \d(?:\.\d\d)?(?: (?:above|below|hereof))?",
        "",
    ),
    (r",? (?:named|listed|identified|mentioned) above(?=[ ,.])", ""),
    (r",? by the (?:votes?|vote counts?|margins?) (?:set out |shown |stated )?below(?=[,.])", ""),
    (r"^By then (?=[a-z]+ing\b)", "By "),
    (r"^As set (?:out|forth) (?:there|therein), ", ""),
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
    (r" ?\((?:as so )?(?:as )?(?:such term is )?(?:defined|amended|further)[^()]*\)", ""),
    (r" ?\((?:the |each,? |an? |such |collectively,? |together,? )[^()]{0,80}[\"“][^()]{1,80}\)", ""),
    (r" ?\((?:NYSE|Nasdaq|NASDAQ|AMEX)[^()]{0,20}\)", ""),
    (r" ?\((?:in each case|if any|including|valued|excluding|as may)\b(?![^()]*\bsubject to\b)[^()]*\)", ""),
    (r" ?\((?:in each case, )?subject to (?:certain|some|customary|limited) exceptions\)", ", with exceptions,"),
    (r" ?\((?=(?:in each case, )?subject to\b)([^()]*)\)(?=[.,;])", r", \1"),
    (r" ?\((?=(?:in each case, )?subject to\b)([^()]*)\)(?= )", r", \1,"),
    (r"\b[\w-]+ percent \((\d[\d.]*%)\)", r"\1"),
    (r"\b(\w+) \((\d+)\)(?! ?\d)", r"\1"),
    (r"(?<=\d) percent\b", "%"),
    (r"(?:^|(?<=[a-z,;] ))Merger Sub(?: I+)?\b(?!,? (?:LLC|Inc|Corp|Ltd))", "a merger subsidiary"),
    (
        r"\b(?:the )?(?:expiration or (?:early )?termination|expiration) of (?:the |any )?(?:applicable |"
        r"required |statutory )*"
        r"waiting periods?(?: \(?(?:or|and)[^,;()]{0,40}\)?)? (?:applicable to [^,;]{0,40} )?under "
        r"(?=the (?:Hart|HSR))",
        "the end of the waiting period under ",
    ),
    (
        r"\bthe (?:Hart-Scott-Rodino[\w ]*? Act(?: of 1976)?(?:, as amended)?|HSR Act)"
        r"(?:,(?= (?:and|or)\b)|(?= |[.;,]))",
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
    (r"\bcosts incurred in connection with (?:the )?commercialization of\b", "the costs of selling"),
    (r"^On (?:that|the) same (?:date|day), ", ""),
    (r"\bagreed to (?:revise|amend|change) the (?:structure|terms) of [^,.;]{3,40} to provide that\b", "agreed that"),
    (r"\bprovisions permitting (the Company|[A-Z]\w+) to (?=[a-z])", r"terms that let \1 "),
    (r"\b(shares) available for issuance\b", r"\1 that can be issued"),
    (
        r"(?<=holders) (?:in accordance with|under|pursuant to) the terms of the Merger Agreement\.$",
        ".",
    ),
    (r"\b([Tt])he Existing (?=[A-Z])", r"\1he "),
    (r"\brestrictive covenants\b", "limits"),
    (r"\bnon-competition covenant\b", "promise not to compete"),
    (r"\bemployee non-solicitation covenants\b", "promises not to hire away staff"),
    (r"\bheirs and/or beneficiaries\b", "heirs"),
    (r"\bperform(s?) all (?:of )?(?:its|their) obligations under (?=the )", r"keep\1 to "),
    (r"\b(million|billion|\d{3}) in additional (?:compensation|payments?) to\b", r"\1 more to"),
    (r"\band/or\b", "or"),
    (
        r"^As (?:previously |earlier )?(?:reported|disclosed|announced)\b(?:[^,]|, (?:Inc\b|"
        r"\d{4}))*?, (?!Inc\b)(?=[a-zA-Z])",
        "",
    ),
    (r"(?<![Aa]s )\bpreviously[- ](?:disclosed|announced|reported) (?:and (?=[a-z]+ed ))?(?=[a-zA-Z])", ""),
    (r"\bwould be payable\b", "would be due"),
    (
        r"\b([Ii])n connection with (?=(?:the|its|this) (?:[\w']+ ){0,3}(?:review|offering|merger|transaction|"
        r"acquisition|closing|"
        r"settlement|investment|appointment|separation|financing|sale|annual meeting|"
        r"Offering|Merger|Transaction|Acquisition|Closing)\b)",
        lambda found: "As part of " if found[1] == "I" else "as part of ",
    ),
    (r"\badditional (?=[a-z])", "further "),
    (r"\bdetermination that\b", "finding that"),
    (r"\bdetermined to\b", "decided to"),
    (r"\bcommercialize\b", "sell"),
    (r"\bcommercialization\b", "sale"),
    (r"\bterminated\b", "ended"),
    (r"^(?:Upon|On) (?:the )?termination of (the [A-Z][\w ]*?)(?=,| (?:under|in|for|by)\b)", r"If \1 ends"),
    (
        r"(?<![Ee]arly )\btermination of(?! (?:Mr|Ms|Mrs|Dr)\.| [A-Z][a-z]+ (?:[A-Z]\. )?[A-Z][a-z]+(?:,|'s| as\b))",
        "end of",
    ),
    (r"\b(receives?) merger consideration of\b", r"\1"),
    (r"\b(aggregate|total|merger|cash) consideration\b", r"\1 price"),
    (r"\bas consideration in\b", "as payment in"),
    (r"\bacquisitions\b", "purchases"),
    (r"\bacquisition\b(?! (?:facilit|loans?\b|lines?\b|term\b|credit\b|financing\b))", "purchase"),
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
        r",? (?:under|of) the Securities (?:Exchange )?Act(?: of 19\d\d)?+(?:, as amended)?+(?=[,. ])"
        r"(?! (?:or|and)\b),?",
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
    (r"(?<=[a-z]) and (?:is|are) secured by (?=(?:substantially )?all\b)", ". The debt is secured by "),
    (r"^Assuming (?:that )?", "If "),
    (
        r",? and (?:assuming|based (?:up)?on) the closing price of (?:[A-Z][\w']+ |the ){0,3}(?:[Cc]ommon )?[Ss]tock "
        r"on ([A-Z][a-z]+ \d{1,2}, \d{4}),",
        r" at the closing price of \1,",
    ),
    (r"\b(?:the )?Company Common Stock\b", "common stock"),
    (r"\bpharmaceutical products\b", "drugs"),
    (
        r"\bestablished an? (worldwide,? |global,? )?(?:strategic )?collaboration for\b",
        lambda found: f"set up a {(found[1] or '').replace(',', '')}collaboration for",
    ),
    (r" (?:described|defined|discussed|referred to) (?:below|above)(?=[,)])", ""),
    (r"\b([Tt])he obligations under ((?:the|its|this) [\w -]{5,60}?) are (?=secured|guaranteed)", r"\1he \2 is "),
    (r"\b([Tt])he the\b", r"\1he"),
    (r"\bsecure the obligations under\b", "secure"),
    (
        r", which consists of ([$\u20ac\u00a3][\d.,]+ (?:million|billion)) of total commitments(?:,(?= and| each))?",
        r" for \1",
    ),
    (
        r"\bplus accrued (?:and|but) unpaid interest(?: thereon| on them)?(?:,? (?:to|up to),? but (?:not including|"
        r"excluding),? the (?:[Rr]edemption|[Rr]epurchase|[Mm]aturity) [Dd]ate)?",
        "plus unpaid interest",
    ),
    (r"\bat a redemption price (?:equal to|of)\b", "at"),
    (
        r"^At (?:a|its) (?:\w+ )?meeting (?:of (?:the|its) Board of Directors(?: of)? )?(?:held )?on "
        r"([A-Z][a-z]+ \d{1,2}, \d{4}), ",
        r"On \1, ",
    ),
    (r"\bthe initiation of the (Phase \d\w?) (?:clinical )?trial start of\b", r"the start of the \1 trial of"),
    (r"\b(?:have|has) (?:elected|chosen) to\b", "chose to"),
    (r"\b([Ll])enders representing (?=[$\u20ac\u00a3])", r"\1enders with "),
    (
        r"^The effect of (an? [\w ]{3,40}?) is to extend\b",
        lambda found: f"{found[1][:1].upper()}{found[1][1:]} extends",
    ),
    (
        r"\beach of ((?:the )?[A-Z][\w ]{1,30}?) and ([A-Z][\w ]{1,30}?) has (substantially )?complied with "
        r"the [\w ]{3,30}? issued to (?:it|them)\b",
        r"\1 and \2 have each \3complied",
    ),
    (r"\b(conditions|terms|events) specified in the\b", r"\1 in the"),
    (r"\bwaiting period imposed by\b", "waiting period under"),
    (r"\bvoluntarily (?=by the parties\b)", ""),
    (r"\bbefore giving effect to\b", "before"),
    (r"\bis equal to\b(?! or\b)", "is"),
    (r", Esq\.,?(?= )", ","),
    (r", (?:age |aged )?\d\d, (?=served|serves|has|is|was|will)", " "),
    (r"\bthis Current Report on Form 8-K\b", "this report"),
    (r"\bis based (?:up)?on (?:the )?achievement of\b", "depends on meeting"),
    (r"\b(?:be|are) based (?:up)?on (?:the )?achievement of\b", "depend on meeting"),
    (r"(?<=[a-z] )objectives\b", "goals"),
    (r"\bin order to\b", "to"),
    (r"\b[Ii]n order to\b", "To"),
    (r"(?<!\bor),? on an? [A-Z]?[\w -]{3,40}-by-[\w-]+(?: [\w-]+){0,3} basis\b", ""),
    (r"\bbe (?:solely )?responsible for (?=the remaining|(?:the |all )?costs)", "bear "),
    (r"\bindebtedness\b", "debt"),
    (r"\bimmediately (?=prior|before|following|after)", "right "),
    (r"\ban additional (?=\$|[\d,]+ )", "a further "),
    (r"\bto acquire\b", "to buy"),
    (r"\bwill acquire\b", "will buy"),
    (r"\bin exchange for\b", "for"),
    (r"\bannual base salary\b", "yearly base salary"),
    (r"\bresponsible for (?=\d)", "to bear "),
    (r"\bwill be to bear\b", "will bear"),
    (r"\bIn the aggregate\b", "In all"),
    (r"\bin the aggregate\b(?! (?:principal|amount|sum)\b)", "in all"),
    (r"\b([Tt])he aggregate (?=purchase|principal|consideration|amount|base)", r"\1he total "),
    (r"\bAggregate consideration\b", "The total price"),
    (r",? in accordance with (?:[\w']+ ){1,3}(?:normal|regular|standard|customary) payroll practices\b", ""),
    (r" contained (?:therein|herein)\b", ""),
    (r" thereby(?= |[.,;])", ""),
    (
        r"\bthat, (?:as|because|since) ([^;]{20,170}?), (it (?:is|was|does|has) [^;]+?)\.$",
        lambda found: f"that {found[2]}. The reason given is that {found[1]}.",
    ),
    (r"\ban aggregate (?=value|cost|sum|number)", "a total "),
    (r"\ban aggregate (?=[a-z]+ (?:amount|price|value|sum|number)\b)", "a total "),
    (r"\ban aggregate (?:of )?", "a total of "),
    (r"\ban? total of (?=purchase|principal|consideration|amount)", "a total "),
    (r"\baggregate\b", "total"),
    (r"\b([Aa])n approximately (?=\d)", r"\1 roughly "),
    (r"\bapproximately\b", "about"),
    (r"\b(?:shall|will) be entitled to receive\b", "will receive"),
    (r"\bshall\b", "will"),
    (r"\bin the (?:total |aggregate )?(?:principal )?amount of\b", "of"),
    (r"\bin an? (?:total |aggregate )?(?:principal )?amount (?:of|equal to)\b", "of"),
    (r"\bin (?:total|aggregate) principal amount of\b", "of"),
    (r"(?<=% of the )(?:aggregate|total) principal amount of", "principal amount of"),
    (r"\btotal principal amount of\b", "of"),
    (
        r",? (?:(?:with )?(?:a )?(?:no )?par value(?: of)?(?: \$[\d.]+)?|"
        r"\$[\d.]+ par value)(?: (?:per|a) share)?,?(?= |\.|,|$)",
        "",
    ),
    (r"\b([Tt]he|[Aa]n?) per share (price|amount|value)\b", r"\1 \2 per share"),
    (r"(?<!\bvalue )(?<!\bearnings )(?<!\ba )(?<!price )(?<!amount )\bper share\b", "a share"),
    (r"\bper (year|month)\b", r"a \1"),
    (r"\bon or (?:before|prior to)\b", "by"),
    (r"\bconsummated\b", "completed"),
    (r"\bconsummation\b", "completion"),
    (r"\bconsummate\b", "complete"),
    (r"\b[UO](?:p)?on the terms and subject to the conditions (?:set (?:forth|out) )?in the [A-Z][\w ]*?, ", ""),
    (r"\b([Aa]t) the Effective Time(?: of the Merger)?(?=[ ,.])", r"\1 the time of the merger"),
    (
        r"\b(?:immediately |right |just )?(?:prior to|before) the Effective Time(?: of the Merger)?(?=[ ,.])",
        "right before the merger",
    ),
    (r"\bupon\b", "on"),
    (r"\bUpon\b", "On"),
    (r"\bwill terminate\b", "will end"),
    (r"\bto terminate\b", "to end"),
    (r"\bwhich ((?:[\w']+ ){1,4})may terminate\b", r"which \1may end"),
    (r"\bmay terminate(?= (?:for|if|upon|on|at any|without|by)\b|\.|,|;)", "may end the agreement"),
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
    (r"\b([Aa])n (?=[bcdfgjklmnpqrstvwxyz][a-z])", r"\1 "),
    (r"\b([Aa]) (?=(?:ended|expected|end|increase)\b)", r"\1n "),
    (r"\b(principal amounts?) thereof\b", r"\1"),
    (r"^Except, (?=[a-z])", "Otherwise, "),  # as told above, which has been left out
    (
        r"^In connection with (?:his|her) (?:departure|resignation|retirement|separation|appointment|promotion), "
        r"(?=on |the )",
        "",
    ),
    (r"  +", " "),
    (r" ([,.;])", r"\1"),
)
