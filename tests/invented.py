"""Small filings of invented companies, made to order."""

from __future__ import annotations

DEAL = (
    'On March 3, 2021, Quillmere Holdings, Inc. (the "Company") entered into a Loan Agreement (the "Loan Agreement") '
    "with Ostrava Vale Bank. Under the Loan Agreement the bank lends the Company $12.5 million for three years."
)


def filing(
    *paragraphs: str,
    name: str = "Quillmere Holdings, Inc.",
    form: str = "8-K",
    title: str = "Entry into a Material Definitive Agreement.",
    exhibit: str = "Loan Agreement",
) -> str:
    """Return a filing whose Item 1.01 says what the paragraphs say."""
    parts = (
        f"FORM {form}",
        "CURRENT REPORT",
        "Date of Report (Date of earliest event reported): March 3, 2021",
        f"{name}\n(Exact name of registrant as specified in its charter)",
        "Nevada          001-91822          98-7612345\n"
        "(State of incorporation)  (Commission File Number)  (IRS Employer Identification No.)",
        f"Item 1.01 {title}",
        *(paragraphs or (DEAL,)),
        "Item 9.01 Financial Statements and Exhibits.",
        "(d) Exhibits",
        f"10.1    {exhibit}",
        "SIGNATURE",
        name,
        "Date: March 5, 2021",
        "/s/ Ada Quill",
        "Ada Quill\nTreasurer",
    )
    return "\n\n".join(parts) + "\n"
