//! Bringing mail straight first, and to the smart hosts what cannot be brought (AttemptDirectDelivery).

use super::dial::Dialer;
use super::plan::Plan;
use super::session::Session;
use super::visit::Visit;
use crate::transport::{Remark, Unreached};

impl Dialer {
    pub async fn open(&self, plan: &Plan, visit: &mut Visit) -> Result<Session, Unreached> {
        let opened = match (self.search(plan, visit).await, &plan.instead) {
            (Err(direct), Some(instead)) if is_worth_another_way(&direct) => {
                visit.goes_another_way(&direct.remark);
                self.search(instead, visit).await.map_err(|last| neither(&direct, last))
            }
            (opened, _) => opened,
        };
        opened.inspect_err(|unreached| visit.unreached(&unreached.remark))
    }

    /// The same of a plan and of who stands behind it.
    pub async fn tls_of_all(&self, plan: &Plan) -> Result<Vec<String>, Unreached> {
        let Some(instead) = &plan.instead else { return self.tls_of(plan).await };
        let mut told = match self.tls_of(plan).await {
            Ok(told) => told,
            Err(direct) if is_worth_another_way(&direct) => vec![direct.remark.to_string()],
            Err(direct) => return Err(direct),
        };
        told.extend(self.tls_of(instead).await?.into_iter().map(|host| format!("instead {host}")));
        Ok(told)
    }
}

/// Whether somebody else may be able to bring what we cannot. A domain that takes no mail takes none from anybody, and one
/// that leads back here would come back.
fn is_worth_another_way(direct: &Unreached) -> bool {
    let status = direct.remark.status;
    !(direct.is_permanent && matches!((status.subject, status.detail), (1, 10) | (3, 5)))
}

/// Both ways have failed: the last word is that of the smart hosts.
fn neither(direct: &Unreached, last: Unreached) -> Unreached {
    let text = format!("{}. Direct delivery had failed before: {}", last.remark.text, direct.remark);
    Unreached { remark: Remark { text, ..last.remark }, ..last }
}
