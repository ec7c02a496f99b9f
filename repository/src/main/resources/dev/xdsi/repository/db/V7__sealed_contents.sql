create index content_sealed on content (sealed) where sealed;
comment on index content_sealed is 'asked at each start: whether there is one, where there is no key';
