//! Where agents are asked: about what the peer says, and about what it brings.

use bytes::Bytes;

use super::Connection;
use super::message::Judgement;
use crate::mail::Reply;
use crate::transport::agent::{Letter, Occasion, Panel, Text, Turn, Verdict};
use crate::transport::receive::replies;
use crate::transport::receive::session::{Act, Submission};
use crate::transport::{Body, Envelope, Intake, Refusal};
use crate::trust::sender::Findings;

/// Pieces in which a large body is written again under another header.
const PIECE: usize = 256 * 1024;

impl Connection {
    /// What an agent wants the peer to hear instead of what we would say.
    pub(super) async fn consult(&mut self, occasion: &Occasion) -> Option<Reply> {
        self.shared.metrics.consulted_agents.inc();
        let verdict = self.panel().hear(occasion).await;
        self.log_agents(occasion.recipient(), None);
        match verdict {
            Verdict::Refuse(reply) => Some(reply),
            _ => None,
        }
    }

    /// Writes to the agent log what agents have refused.
    fn log_agents(&mut self, recipient: Option<&str>, envelope: Option<&Envelope>) {
        let Some(panel) = &mut self.panel else { return };
        for deed in std::mem::take(&mut panel.deeds) {
            let act = Act { agent: deed.agent.into(), event: deed.event, action: deed.action, reason: "Agent" };
            let told = match envelope {
                Some(envelope) => self.session.act_about(act, envelope, deed.response, deed.why),
                None => self.session.act_now(act, recipient.map(str::to_owned), deed.response, deed.why),
            };
            self.shared.track.acted(told);
        }
    }

    /// The agents of this session, by the settings that it goes on by.
    fn panel(&mut self) -> &mut Panel {
        let (session, host) = (&self.session, &self.shared.agents);
        let panel = self.panel.get_or_insert_with(|| {
            let agents = session.settings().agents.clone();
            Box::new(Panel::new(host.clone(), agents, session.facts()))
        });
        panel.know(self.session.facts());
        panel
    }

    /// For agents the session is over.
    pub(super) async fn part_with_agents(&mut self) {
        if let Some(panel) = self.panel.take() {
            panel.part().await;
        }
    }

    /// A message is about to begin, perhaps by other settings.
    pub(super) async fn follow_agents(&mut self) {
        if let Some(panel) = &mut self.panel {
            let agents = self.session.settings().agents.clone();
            panel.follow(&agents).await;
        }
    }

    /// Tells agents what the peer has heard.
    pub(super) async fn tell_rejected(&mut self) {
        for reply in self.session.take_rejected() {
            self.panel().hear(&Occasion::Reject(reply)).await;
        }
    }

    /// Whether an agent reads the messages of this session.
    pub(super) fn is_read(&self) -> bool {
        let is_handed_on = self.session.is_handed_on();
        self.panel.is_some() && self.session.settings().agents.read_messages(is_handed_on)
    }

    /// Lets every agent read the message and change it; the Sender Id agent has its place among them.
    pub(super) async fn judge_with_agents(&mut self, submission: &mut Submission) -> Judgement {
        let Some(mut panel) = self.panel.take() else { return Judgement::Wanted };
        let judged = self.read_in_turn(submission, &mut panel).await;
        panel.end_message().await;
        self.panel = Some(panel);
        self.log_agents(None, Some(&submission.envelope));
        judged.unwrap_or_else(|refusal| Judgement::Refused(replies::refusal(&refusal).into()))
    }

    async fn read_in_turn(&mut self, submission: &mut Submission, panel: &mut Panel) -> Result<Judgement, Refusal> {
        let is_early = submission.content.is_spilled && self.reading.is_none();
        let early = if is_early { self.examine(submission).await } else { None };
        if let Some(findings) = &early {
            submission.content.stamped.header =
                [findings.fields.as_bytes(), &submission.content.stamped.header].concat().into();
            submission.envelope.size += findings.fields.len() as u64;
        }
        let mut letter = self.letter(submission).await?;
        let most = letter.body.size().max(self.session.connector().max_message_size.bytes());
        let intake = self.shared.intake.clone();
        let mut verdict = panel.read(Turn::BeforeSenderId, &mut letter, &mut submission.envelope, &*intake, most).await;
        let mut refusal = early.as_ref().and_then(|findings| self.refusal(&submission.envelope, findings));
        if verdict == Verdict::Continue && early.is_none() {
            // What has arrived is checked, whatever agents have made of it.
            if let Some(findings) = self.examine(submission).await {
                refusal = self.refusal(&submission.envelope, &findings);
                letter.put_on_top(&findings.fields);
            }
        }
        if verdict == Verdict::Continue && refusal.is_none() {
            verdict = panel.read(Turn::AfterSenderId, &mut letter, &mut submission.envelope, &*intake, most).await;
        }
        let judgement = match (verdict, refusal) {
            (Verdict::Refuse(reply), _) => Judgement::Refused(reply),
            (_, Some(line)) => Judgement::Refused(line.into()),
            (Verdict::Discard, _) => Judgement::Discarded(std::mem::take(&mut panel.notes)),
            _ => {
                self.notes = std::mem::take(&mut panel.notes);
                self.quarantine = panel.quarantine.take();
                self.take_back(submission, letter).await?;
                return Ok(Judgement::Wanted);
            }
        };
        self.abandon(&letter.body);
        Ok(judgement)
    }

    /// The message as agents get it. A large one is in the spool then, all of it, and can be read back.
    async fn letter(&mut self, submission: &mut Submission) -> Result<Letter, Refusal> {
        let content = &mut submission.content;
        let header = content.stamped.header.clone();
        let Some(mut sink) = self.sink.take().filter(|_| content.is_spilled) else {
            return Ok(Letter::new(&header, Text::Memory(content.in_one_piece())));
        };
        let rest = std::mem::take(&mut content.rest);
        if !rest.is_empty() {
            if let Some(reading) = &mut self.reading {
                rest.iter().for_each(|piece| reading.take(piece));
            }
            sink.push(rest).await?;
        }
        let body = sink.finish(header.clone()).await?;
        let text = match &body {
            Body::Spooled { handle, size, .. } => {
                Text::Draft { handle: *handle, start: header.len() as u64, end: *size }
            }
            Body::Memory(pieces) => Text::Memory(pieces.concat().into()),
        };
        self.stored = Some(body);
        Ok(Letter::new(&header, text))
    }

    /// Writes a large message again, with what was found out about its sender before its header.
    pub(super) async fn put_on_top(&mut self, submission: &mut Submission, findings: &Findings) -> Judgement {
        let written = async {
            let mut letter = self.letter(submission).await?;
            letter.put_on_top(&findings.fields);
            self.take_back(submission, letter).await
        };
        match written.await {
            Ok(()) => Judgement::Wanted,
            Err(refusal) => Judgement::Refused(replies::refusal(&refusal).into()),
        }
    }

    /// The message as agents have left it: what was changed is what will be stored.
    async fn take_back(&mut self, submission: &mut Submission, letter: Letter) -> Result<(), Refusal> {
        if !letter.is_changed() {
            return Ok(());
        }
        let header = letter.header();
        submission.envelope.size = header.len() as u64 + letter.body.size();
        let before = self.stored.take();
        submission.content.stamped.header = header.clone();
        match &letter.body {
            Text::Memory(body) => {
                submission.content.rest = vec![body.clone()];
                submission.content.is_spilled = false;
            }
            Text::Draft { handle, .. } => {
                let intake = self.shared.intake.clone();
                let written = write_again(&header, &letter, &*intake).await?;
                self.stored = Some(written);
                self.shared.intake.abandon_draft(*handle);
            }
        }
        if let Some(Body::Spooled { handle, .. }) = before {
            self.shared.intake.abandon_draft(handle);
        }
        Ok(())
    }

    fn abandon(&mut self, body: &Text) {
        let stored = self.stored.take().and_then(|body| match body {
            Body::Spooled { handle, .. } => Some(handle),
            Body::Memory(_) => None,
        });
        let left = match body {
            Text::Draft { handle, .. } => Some(*handle),
            Text::Memory(_) => None,
        };
        stored.into_iter().chain(left).for_each(|handle| self.shared.intake.abandon_draft(handle));
    }
}

/// A large body under another header.
async fn write_again(header: &Bytes, letter: &Letter, intake: &dyn Intake) -> Result<Body, Refusal> {
    let mut sink = intake.open_body();
    sink.push(vec![header.clone()]).await?;
    let (mut at, size) = (0, letter.body.size());
    while at < size {
        let piece = letter.body.stored(at, PIECE, intake).await?;
        if piece.is_empty() {
            return Err(Refusal::Spool("a body has ended early".to_owned()));
        }
        at += piece.len() as u64;
        sink.push(vec![piece]).await?;
    }
    sink.finish(header.clone()).await
}
