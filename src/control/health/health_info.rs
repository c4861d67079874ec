//! A finding as `Get-Health` shows it.

use crate::model::choice::choice;
use crate::model::view::view;

choice! {
    /// How bad something is, the worst last.
    Health as "Health" {
        /// As it should be.
        Healthy,
        /// Mail moves, but somebody should look.
        Degraded,
        /// Mail is refused or stands still.
        Unhealthy,
    }
}

view! {
    /// One thing that is wrong with a server; or, in one, all that is well.
    HealthInfo as "Emsh.HealthInfo", shown [] {
        /// Name of the server; empty when no node answers.
        "Server" server: String as "String";
        /// Healthy, Degraded or Unhealthy.
        "Health" health: Health as "Health";
        /// What it is about: Service, Listeners, Configuration, Spool, Resources, Agents, Send connectors, Queues or
        /// Certificates.
        "Area" area: String as "String";
        /// What is the matter.
        "Finding" finding: String as "String";
        /// The command to type next; nothing where nothing needs to be done.
        "Next" next: Option<String> as "String";
    }
}
