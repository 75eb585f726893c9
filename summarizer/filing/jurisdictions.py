"""Names of the places where registrants are incorporated, as covers write them."""

from __future__ import annotations

import re

_NAMES = """
Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|
Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|
Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|
Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|
West Virginia|Wisconsin|Wyoming|District of Columbia|Puerto Rico|Guam|Virgin Islands|United States|USA|
Anguilla|Argentina|Australia|Austria|Bahamas|Barbados|Belgium|Belize|Bermuda|Brazil|British Virgin Islands|Canada|
Alberta|British Columbia|Manitoba|New Brunswick|Nova Scotia|Ontario|Quebec|Québec|Saskatchewan|Yukon|Yukon Territory|
Cayman Islands|Chile|China|Colombia|Curaçao|Curacao|Cyprus|Denmark|England|England and Wales|Finland|France|Germany|
Gibraltar|Greece|Guernsey|Hong Kong|Hungary|Iceland|India|Indonesia|Ireland|Isle of Man|Israel|Italy|Japan|Jersey|
Republic of Korea|Korea|Liberia|Luxembourg|Malaysia|Malta|Marshall Islands|Mauritius|Mexico|Monaco|Netherlands|
Netherlands Antilles|New Zealand|Norway|Panama|Peru|Philippines|Poland|Portugal|Scotland|Singapore|South Africa|
Spain|Sweden|Switzerland|Taiwan|Thailand|Turkey|United Kingdom|Wales
"""
_KNOWN = frozenset(re.sub(r"[^a-z]", "", name.lower()) for name in _NAMES.replace("\n", "").split("|"))
_LEAD = re.compile(
    r"^(?:the\s+)?(?:state|commonwealth|republic|province|territory|kingdom|grand duchy)\s+of\s+(?:the\s+)?|^the\s+",
    re.I,
)


def is_jurisdiction(words: str) -> bool:
    """Tell whether the words are the name of a state or country and nothing else."""
    if not 3 < len(words) < 50 and words not in ("USA", "U.S."):
        return False
    plain = _LEAD.sub("", words.strip(" .,*()"))
    return re.sub(r"[^a-z]", "", plain.lower()) in _KNOWN


_CODES = dict(
    pair.split("=")
    for pair in (
        "AL=Alabama|AK=Alaska|AZ=Arizona|AR=Arkansas|CA=California|CO=Colorado|CT=Connecticut|DE=Delaware|FL=Florida|"
        "GA=Georgia|HI=Hawaii|ID=Idaho|IL=Illinois|IN=Indiana|IA=Iowa|KS=Kansas|KY=Kentucky|LA=Louisiana|ME=Maine|"
        "MD=Maryland|MA=Massachusetts|MI=Michigan|MN=Minnesota|MS=Mississippi|MO=Missouri|MT=Montana|NE=Nebraska|"
        "NV=Nevada|NH=New Hampshire|NJ=New Jersey|NM=New Mexico|NY=New York|NC=North Carolina|ND=North Dakota|"
        "OH=Ohio|OK=Oklahoma|OR=Oregon|PA=Pennsylvania|RI=Rhode Island|SC=South Carolina|SD=South Dakota|"
        "TN=Tennessee|TX=Texas|UT=Utah|VT=Vermont|VA=Virginia|WA=Washington|WV=West Virginia|WI=Wisconsin|"
        "WY=Wyoming|DC=District of Columbia|PR=Puerto Rico|E9=Cayman Islands|D0=Bermuda|L2=Ireland|N4=Luxembourg|"
        "X0=United Kingdom|P7=Netherlands|V8=Switzerland|L3=Israel|1T=Marshall Islands|D8=British Virgin Islands|"
        "A6=Ontario|A1=British Columbia|Z4=Canada"
    ).split("|")
)


def state_of_code(code: str) -> str:
    """Return the name of EDGAR's state or country code, or the code itself where it is another."""
    return _CODES.get(code.strip().upper(), code)
