"""E-mails and events about invoices and estimates. What would be sent goes to the outbox."""

from __future__ import annotations

from desktop.demo.call import Call
from desktop.demo.errors import InvalidError
from desktop.demo.records import Estimate, Invoice, Mail, Message


def read_message(call: Call, owner: str, owner_id: int) -> Message:
    """The message of the request, not stored yet. Without an event it is an e-mail and needs somebody to go to.

    Raises InvalidError for recipients without an address or no recipients at all.
    """
    params, sender = call.params, call.actor.user
    event = params.text("event_type") or None
    copy = params.boolean("send_me_a_copy") or False
    message = Message(
        owner=owner,
        owner_id=owner_id,
        sent_by=sender.name,
        sent_by_email=sender.email,
        event_type=event,
        created_at=call.now,
        updated_at=call.now,
    )
    if event is not None:
        return message
    recipients = []
    for recipient in params.objects("recipients") or []:
        email = recipient.text("email")
        if not email:
            raise InvalidError("Recipients must have an email")
        recipients.append({"name": recipient.text("name") or "", "email": email})
    if not recipients and not copy:
        raise InvalidError("Recipients can't be blank")
    if not params.text("body"):
        raise InvalidError("Body can't be blank")
    if copy and all(one["email"] != sender.email for one in recipients):
        recipients.append({"name": sender.name, "email": sender.email})
    return Message(
        owner=owner,
        owner_id=owner_id,
        sent_by=sender.name,
        sent_by_email=sender.email,
        recipients=recipients,
        subject=params.text("subject"),
        body=params.text("body"),
        attach_pdf=params.boolean("attach_pdf") or False,
        send_me_a_copy=copy,
        thank_you=params.boolean("thank_you") or False,
        reminder=params.boolean("reminder") or False,
        created_at=call.now,
        updated_at=call.now,
    )


def post(call: Call, message: Message, about: Invoice | Estimate) -> Message:
    """Store the message; an e-mail goes to the outbox too."""
    stored = call.store.save(message)
    if stored.event_type is None:
        call.store.save(
            Mail(
                kind=stored.owner,
                recipients=[one["email"] for one in stored.recipients],
                subject=stored.subject or "",
                body=stored.body or "",
                about_id=about.id,
                created_at=call.now,
                updated_at=call.now,
            )
        )
    return stored
