-- The topic tells that somebody was erased and not why; a restored database learns no more than that.
alter table erasure alter column reason drop not null;
