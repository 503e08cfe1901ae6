// The list of all shipped record types, in the order in which schemas, references and dumps name
// them. The order is stable: new types are added at the end of their group.

#ifndef ASSAY_DOMAIN_RECORDS_H_
#define ASSAY_DOMAIN_RECORDS_H_

#include <boost/mp11/list.hpp>

#include "assay/domain/acknowledgement.h"
#include "assay/domain/agreement.h"
#include "assay/domain/audit_plan.h"
#include "assay/domain/briefing.h"
#include "assay/domain/commitment.h"
#include "assay/domain/control.h"
#include "assay/domain/discipline.h"
#include "assay/domain/document.h"
#include "assay/domain/evidence.h"
#include "assay/domain/exception.h"
#include "assay/domain/interview.h"
#include "assay/domain/organization.h"
#include "assay/domain/person.h"
#include "assay/domain/resources.h"
#include "assay/domain/review.h"
#include "assay/domain/role.h"
#include "assay/domain/role_change.h"
#include "assay/domain/soa.h"
#include "assay/domain/training.h"

namespace assay::domain {

// Members of the facts document.
using MasterRecords =
    boost::mp11::mp_list<Organization, Role, Person, Document, TrainingModule, Exception, SoaEntry>;

// Elements of its `evidence`.
using EvidenceRecords =
    boost::mp11::mp_list<Acknowledgement, JobDescription, Contract, Nda, Announcement,
                         CommitmentStatement, Briefing, Budget, Invoice, Minutes, IncidentReport,
                         AuditResult, Communication, TrainingCompletion, Appraisal, AccessReview,
                         RoleChangeChecklist, PolicyApproval, DisciplinaryCase, NoCasesAttestation,
                         Interview>;

// Parts of the records above.
using EmbeddedRecords =
    boost::mp11::mp_list<Leave, Assignment, DocumentVersion, DisciplinaryProcedure, Publication,
                         Viewing, BudgetLine, AgendaItem, Decision, Action, Allocation,
                         AuditFinding>;

// Everything a facts document is made of.
using FactRecords = boost::mp11::mp_append<MasterRecords, EvidenceRecords, EmbeddedRecords>;

// Described in the same way, but not facts.
using OtherRecords = boost::mp11::mp_list<Control, Requirement, Remediation, AuditPlan, Finding,
                                          RejectedEvidence, ParameterValue>;

}  // namespace assay::domain

#endif  // ASSAY_DOMAIN_RECORDS_H_
