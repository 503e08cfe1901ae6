"""The named parameters with their defaults; every one may be overridden."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any, Dict, Mapping, Tuple


@dataclass(frozen=True)
class Parameters:
    annual_months: int = 12
    annual_tolerance_days: int = 0
    quarter_max_gap_days: int = 92
    commencement_due_day: int = 0
    onboarding_grace_days: int = 30
    long_leave_min_days: int = 30
    return_grace_days: int = 14
    role_change_ack_grace_days: int = 14
    role_training_grace_days: int = 30
    reack_grace_days: int = 30
    pre_start_window_days: int = 180
    min_attestation: str = "documented"
    duties_coverage_pct: int = 100
    contract_coverage_pct: int = 100
    briefing_coverage_pct: int = 90
    live_attendance_pct: int = 75
    view_min_pct: int = 80
    handbook_ack_pct: int = 100
    min_graduated_steps: int = 3
    training_pct: int = 100
    role_training_pct: int = 100
    appraisal_pct: int = 100
    role_change_pct: int = 100
    ceo_change_grace_days: int = 90
    statement_reaffirm_months: int = 12
    incident_report_min_days: int = 360
    review_min_attendees: int = 2
    comm_min_entries: int = 6
    comm_min_authors: int = 2
    access_review_sla_days: int = 7
    role_checklist_sla_days: int = 14
    role_change_early_days: int = 30
    jd_engagements: Tuple[str, ...] = ("employee",)
    handbook_engagements: Tuple[str, ...] = ("employee",)
    appraisal_engagements: Tuple[str, ...] = ("employee",)
    awareness_engagements: Tuple[str, ...] = ("employee", "contractor")
    live_formats: Tuple[str, ...] = ("in_person", "live_remote")
    max_reading_wpm: int = 600
    min_dwell_floor_seconds: int = 5
    bulk_min_people: int = 5
    bulk_min_items: int = 3
    bulk_window_seconds: int = 120
    hollow_ack_share_pct: int = 20
    template_min_roles: int = 3
    template_share_pct: int = 50
    hollow_review_share_pct: int = 50
    irrelevant_share_pct: int = 25
    waiver_max_days: int = 365
    tolerable_deviation_pct: int = 10
    confidence_pct: int = 90
    case_lookback_months: int = 24

    @staticmethod
    def overridden(values: Mapping[str, Any]) -> "Parameters":
        """Raises KeyError for a name that is no parameter."""
        names = [field.name for field in fields(Parameters)]
        for name in values:
            if name not in names:
                raise KeyError(name)
        changes: Dict[str, Any] = {}
        for name, value in values.items():
            changes[name] = tuple(value) if isinstance(value, list) else value
        return replace(Parameters(), **changes)


COVERAGE_PARAMETERS = (
    "duties_coverage_pct",
    "contract_coverage_pct",
    "briefing_coverage_pct",
    "live_attendance_pct",
    "handbook_ack_pct",
    "training_pct",
    "role_training_pct",
    "appraisal_pct",
    "role_change_pct",
)
