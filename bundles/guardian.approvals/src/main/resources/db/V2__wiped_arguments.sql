-- Absent once the approval has ended: nobody needs them any more.
alter table approval alter column sealed_arguments drop not null;

create index approval_unwiped on approval (id) where sealed_arguments is not null and state not in ('PENDING', 'GRANTED');
