"""Word classes of `shapes.py`: words that play the same part in a sentence, in every kind of it."""

from __future__ import annotations

#: Words are as `line.py` writes them; `_` stands for a space.
CLASSES: dict[str, str] = {
    # Verbs
    "begin": """start starting begin beginning resume resuming restart restarting run running fire fire_up launch
        continue continuing kick_off kicking_off trigger activate initiate unpause open spin_up set_off reopen""",
    "enter": "start starting begin beginning resume resuming restart restarting continue continuing",
    "halt": """stop stopping pause pausing end ending halt halting kill killing finish finishing quit quitting cease
        freeze suspend shut shut_off shut_down turn_off turning_off switch_off switching_off wrap_up terminate cut""",
    "remove": """rm del delete deleting remove removing erase erasing trash trashing wipe wiping bin binning scrap
        scrapping discard discarding nuke kill purge ditch dump toss get_rid getting_rid get_rid_of getting_rid_of
        throw_out throw_away take_out take_off take_away take_down chuck chuck_out pull strike undo drop dropping
        cancel clear clear_out lose cut rub_out cross_out eliminate scratch strike_out""",
    "amended": "changing correcting fixing editing updating adjusting changed corrected fixed edited updated adjusted",
    "gone": "deleted removed erased trashed wiped scrapped discarded cancelled canceled binned dropped gone out",
    "change": """change changing edit editing update updating correct correcting adjust adjusting amend amending bump
        bumping fix fixing move moving increase increasing reduce reducing lower lowering raise raising shorten
        shortening extend extending set setting modify modifying make making turn revise revising cut switch switching
        rename trim shift swap convert replace round knock bring reassign reword rewrite transfer mark flag lengthen
        relabel drop double halve alter take put retag recategorize tweak""",
    "edit": "edit modify amend correct adjust change update revise",
    "send": """send sending email emailing e_mail mail mailing forward forwarding deliver delivering resend shoot
        shooting fire firing dispatch dispatching ship pass submit push release transmit fax post""",
    "create": """create creating make making draft drafting raise raising prepare preparing generate generating new
        issue issuing cut prep produce producing write writing write_up draw_up put_together whip_up knock_up knock_out
        compile assemble build do run start set_up spin_up make_out get_started_on get_going_on work_up do_up""",
    "say": "say read show",
    "look": "list show find check display print",
    "gap": "gap gaps hole holes blank blanks empty",
    "arrange": "push schedule reschedule postpone arrange organise organize block",
    "did": """worked did spent finished fixed reviewed wrote built designed tested debugged discussed met prepared
        helped researched drafted updated sent made had was were went took ran held gave got led attended joined talked
        called presented refactored deployed shipped created implemented polished cleaned investigated planned sketched
        explained edited deleted removed changed closed answered chatted clocked wrapped started continued invoiced
        estimated budgeted emailed filled prepped trained migrated logged tracked checked looked sat""",
    # Verbs of making, told in the past
    "made": """worked finished fixed reviewed wrote built designed tested debugged prepared researched drafted updated
        refactored deployed shipped created implemented polished cleaned investigated planned sketched edited deleted
        removed changed closed migrated repaired mended rebuilt redesigned prepped wrapped called emailed
        discussed presented demoed attended led helped supported estimated answered""",
    # Nouns
    "timer": """timer timers clock stopwatch stop_watch tracker tracking timing counter time_tracking time_tracker
        time_clock clocks""",
    "sheet": "timesheet timesheets time_sheet time_sheets",
    "record": """entry entries timesheet timesheets time_sheet time_sheets record records booking bookings row line
        log_entry""",
    "hours": "hours hrs hour time",
    "invoice": "invoice invoices inv invs",
    "bill": "invoice invoices inv invs bill bills",
    "expense": """claim claiming
        expense expenses expensed expensing reimburse reimbursed reimbursement reimbursable receipt receipts
        out_of_pocket outlay""",
    "kin": """sister brother mother father mom mum mam dad wife husband son daughter kid kids child children family
        parents grandma grandpa grandmother grandfather aunt uncle cousin niece nephew girlfriend boyfriend fiance
        fiancee mate mates neighbour neighbor neighbours neighbors roommate flatmate
        dog cat bank landlord dentist doctor vet insurer""",
    "leisure": "museum gym cinema zoo beach pool theatre theater pub dentist doctor vet barber hairdresser supermarket",
    "spending": """parking taxi cab uber train bus flight hotel room rental ride fare ticket tickets mileage wifi
        toll lunch dinner breakfast coffee""",
    "amount": "total hours time billable summary sum timesheet nonbillable totals",
    # Little words
    "few": "one two three four five six seven eight nine ten",
    "person": "i we you they he she everyone everybody anyone anybody somebody someone people team",
    "be": "is are was were be been am",
    "it": "it that this them those these one all both",
    "so_far": "so_far to_date until_now till_now up_to_now up_to_today by_now overall all_told altogether currently",
    "logged": """logged tracked booked recorded entered worked billed put_in filled_in clocked put_down registered
        submitted""",
    "log": "log track book record enter work do put_in fill_in fill fill_out clock put_down register submit",
    "aux": "have has did do does are is was were am had",
    "ask": "how what which when why who where whose whom",
    "ought": """should_be should_have_been shoulda_been should_say should_read should_show should_have_said ought_to
        needs_to_be need_to_be has_to_be have_to_be must_be was_supposed_to_be were_supposed_to_be was_meant_to_be
        is_supposed_to_be was_really were_really is_really was_actually were_actually is_actually
        really_was actually_was in_fact_was was_in_fact is_meant_to_be supposed_to_be needs_to_go has_to_go
        should_go should_become was_not were_not
        should_only_be should_only_have_been should_actually_be should_really_be""",
}
