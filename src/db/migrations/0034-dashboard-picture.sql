-- The dashboard's figures as they were last worked out, one picture for each set of books: shown at
-- once with their time while newer ones are made, also after a restart. New table: breaks no running
-- version and locks nothing.

create table dashboard_picture (
  org_id bigint not null,
  books_id bigint not null,
  -- the books' day the figures are of
  day date not null,
  -- records up to here; with the state of promises in mark: equal while nothing was posted or promised
  known_at timestamptz not null,
  mark text not null,
  figures jsonb not null,
  made_at timestamptz not null,
  primary key (org_id, books_id),
  foreign key (org_id, books_id) references books (org_id, id)
);
alter table dashboard_picture enable row level security;
alter table dashboard_picture force row level security;
create policy own_organisation on dashboard_picture using (org_id = (select current_setting('app.org_id')::bigint)) with check (org_id = (select current_setting('app.org_id')::bigint));
grant select, insert on dashboard_picture to qz_app;
grant update (day, known_at, mark, figures, made_at) on dashboard_picture to qz_app;
