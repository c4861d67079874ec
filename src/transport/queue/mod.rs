//! Queues: the spool beneath them, the schedule, operator orders, what people see of them.

pub mod spool;
