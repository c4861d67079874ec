//! A node as operators run it: the real `emsh serve`, shells beside it, signals, and the ways in to it.

#[path = "../support/mod.rs"]
mod support;

mod address_rewriting;
mod agent_logons;
mod alternates;
mod among_servers;
mod certificates;
mod client_settings;
mod component_state;
mod configuration;
mod control;
mod damaged_spool;
mod dequeue;
mod dns_servers;
mod domain_security;
mod etrn;
mod events;
mod failing_disk;
mod filters;
mod foreign_connector;
mod front_end;
mod handed_on;
mod idle;
mod life;
mod logs;
mod mail;
mod odd_messages;
mod pickup;
mod poison;
mod pressure;
mod queued_messages;
mod receive_connector;
mod relaying;
mod reports;
mod schedules;
mod send_connector;
mod servers;
mod service_ports;
mod shadow_redundancy;
mod status_codes;
mod traces;
mod tracking;
mod transport_agents;
mod transport_rules;
mod watching;
