"""Words that the checks on prose know by heart: what names nobody, initialisms, and the people of a country."""

from __future__ import annotations

# Capitalised words that name nobody: a sentence may open with them, or carry them anywhere.
COMMON = frozenset(
    """a about according additional adjusted after all also although amounts an and annual annually another any
    apart approval as at available bank banks based because before beginning below beside besides board bonds
    borrowers both but buyers by cash certain change changes class closing common company comparable completion
    conditions consolidated costs courts current customers debt defaults depending despite diluted directors
    dividends drawn during each earlier early earnings either employees ending equity every everything examples
    except excluding executives exhibit expected expenses failing fees final finally first five following for
    form four from full funds further general given gross half he her his holders how however if in including
    income initial instead interest investors is issuer it item items its just last late later lenders less like
    loans loss lower management many margins members money more most neither net new next no none nor not notes
    nothing now of officers on once one only operating option options or ordinary other others otherwise our out
    outside over part parties payment payments per preferred prices proceeds profit quarterly rates regulators
    results revenue revenues rights same sales second secured sellers senior separately series several
    shareholders shares she should since six so some staff stock stockholders subject such ten term terms that
    the their then there these they third this those three three-month through to today together total two under
    underwriters unless until upon using vesting voters votes warrants was we what when where whether which while
    who whose why with within without years sec edgar u.s us united states i ii iii iv acceptance allowance
    balance borrowing completing compliance counting currently finance financing fully funding generally guidance
    holding immediately initially insurance leaving lending maintenance meanwhile mostly nearly originally partly
    paying performance previously recently roughly selling severance shortly signing similarly starting taking
    trading typically usually voting monday tuesday wednesday thursday friday saturday sunday mr ms mrs dr nasdaq
    nyse""".split()
)
# Words that name nobody either where a sentence or a title begins, and in a title written in capitals.
OPENERS = frozenset(
    """above accepts accordingly acquires across additionally adds admission adopts afterward afterwards against agents
    agreements agrees ahead airlines almost along alongside altogether amends amid among amongst announcement
    announces anyone anything applicants appoints approved approves approximately around aside assets assuming
    attackers auditors awards away base behind beneath beneficiaries between beyond bidding bondholders borrows
    brokers builders building buildings buying buys capital cars charges chief claimants claims clients closes
    collateral commissions commitments competitors completes concerning consent construction consumers contracts
    contributions control counsel covenants creditors cuts damages data deal dealers deals deaths debts decisions
    declares delays deliveries delivery demand deposits details development director dismissal distribution dividend
    doctors documents down drugs employment ends engineers enters even eventually everyone exceptions existing
    expands expects expiry export exports extends faces failure family farmers fee few files financial foreign
    formerly forms founders free fuel furthermore future gains gas gets gives goods government group growth guests
    hackers heads help hence here hires homes hospitals hotels housing imports increases inside insiders
    installation instalments into inventory investment issuance issue issues jobs joins judges keeping keeps key
    land large largely launches law lawsuits lawyers leaders leases leasing least leaves legal lends letters
    liabilities licences licenses licensing likewise limits liquidity loan losing main mainly makers makes making
    manufacturing market materials maturity meeting merely merges minimum minority monthly moreover mortgages moves
    moving much names near nearby nears negotiations networks nevertheless nobody nonetheless notice nurses obtains
    off offers officer officials oil older online onto opens opposite orders outgoing overall owing owners ownership
    partial participants partners past patients pay pending pension people personnel plans plants pledges policies
    posts power premiums president previous pricing principal prior production products progress projects promises
    promotes proof property provided public purchasers purchases quarters raises rate rather readers receives
    records recruiting redemption refinances refunds regarding regular regulatory related relocation renewal renews
    rent rental rents reopens repairs repayment repayments repays replacement replaces report reporting research
    residents resigns resolution resolves restricted restructuring retail retention retirement retires return
    returns review revises right risks royalties royalty rules salaries salary sale savings schools security seeks
    sees seller sells sets settlement settles shareholder shipments shipping short signatures signs simply sites
    small software somebody someone something spending splits staffing standard state steps still stops stores
    subsequently subsidiaries subsidies suppliers support takes taxes team teams tenants terminals terminates
    termination testing thanks thereafter therefore though throughout thus till timing title tops toward towards
    trade training transfer transfers travel treatment trials trustees trusts ultimately underneath units unlike up
    updates upfront users usual value vehicles vendors versus via wages waivers water whatever whenever whereas
    wherever whichever whoever wholesale wins withdrawal work workers working yet you""".split()
)
# Initialisms that a filing may spell out in small letters; what it spells with capitals needs no list.
SHORT_FOR = {
    "ceo": "chief executive officer", "cfo": "chief financial officer", "coo": "chief operating officer",
    "psu": "performance share unit", "rsu": "restricted stock unit", "ip": "intellectual property",
    "hsr": "hart scott rodino", "ipo": "initial public offering", "eps": "earnings per share",
    "fda": "food and drug administration",
}  # fmt: skip
# What a filing calls "organized under the laws of England" is an English company to a writer.
DEMONYMS = {
    "american": ("united states", "u.s", "america"), "australian": ("australia",), "austrian": ("austria",),
    "belgian": ("belgium",), "bermudian": ("bermuda",), "brazilian": ("brazil",), "british": ("united kingdom",
    "u.k", "britain", "england", "scotland", "wales"), "californian": ("california",), "canadian": ("canada",),
    "chilean": ("chile",), "chinese": ("china",), "colombian": ("colombia",), "cypriot": ("cyprus",),
    "czech": ("czechia",), "danish": ("denmark",), "dutch": ("netherlands", "holland"), "english": ("england",),
    "european": ("europe",), "finnish": ("finland",), "french": ("france",), "german": ("germany",),
    "greek": ("greece",), "hungarian": ("hungary",), "icelandic": ("iceland",), "indian": ("india",),
    "indonesian": ("indonesia",), "irish": ("ireland",), "israeli": ("israel",), "italian": ("italy",),
    "japanese": ("japan",), "korean": ("korea",), "malaysian": ("malaysia",), "maltese": ("malta",),
    "mexican": ("mexico",), "norwegian": ("norway",), "peruvian": ("peru",), "polish": ("poland",),
    "portuguese": ("portugal",), "russian": ("russia",), "saudi": ("saudi arabia",), "scottish": ("scotland",),
    "singaporean": ("singapore",), "spanish": ("spain",), "swedish": ("sweden",), "swiss": ("switzerland",),
    "taiwanese": ("taiwan",), "texan": ("texas",), "thai": ("thailand",), "turkish": ("turkey", "turkiye"),
    "vietnamese": ("vietnam",), "welsh": ("wales",),
}  # fmt: skip
