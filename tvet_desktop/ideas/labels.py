"""The fields of an idea in the words of the user."""

from tvet_desktop.shared.translation import _


def field_label(field: str) -> str:
    """Return the name of a field in the language that is spoken now."""
    return _labels()[field]


def label_or_nothing(field: str) -> str:
    """Return the name of a field, "" for one that ideas do not have."""
    return _labels().get(field, "")


def _labels() -> dict[str, str]:
    return {
        "title": _("Title"),
        "summary": _("Summary"),
        "need": _("Local need"),
        "district": _("District"),
        "sector": _("Sector"),
        "solution": _("Solution"),
        "innovation": _("What is new about it"),
        "beneficiaries_women": _("Women who benefit"),
        "beneficiaries_men": _("Men who benefit"),
        "beneficiaries_youth": _("Of these, young people"),
        "beneficiaries_with_disability": _("Of these, persons with a disability"),
        "skill_area": _("Skill area"),
        "leader": _("Team leader"),
        "stage": _("Stage"),
        "activities": _("Activities"),
        "budget_rwf": _("Budget (RWF)"),
        "own_contribution_rwf": _("Own contribution (RWF)"),
        "expected_income_rwf": _("Expected income (RWF)"),
        "jobs_women": _("Jobs for women"),
        "jobs_men": _("Jobs for men"),
        "jobs_full_time": _("Of these, full-time"),
        "jobs_part_time": _("Of these, part-time"),
        "risks": _("Risks"),
        "environment": _("Environment"),
        "sustainability": _("How it goes on afterwards"),
        "course": _("Course"),
        "is_original": _("Declaration that the idea is the team’s own"),
        "may_publish": _("Consent to publish the summary"),
        "language": _("Language"),
    }
