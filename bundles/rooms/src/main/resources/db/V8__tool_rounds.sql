-- How often the model may use tools within one turn in this room; none means as often as the installation allows.
alter table room add column tool_rounds int check (tool_rounds between 1 and 100);
