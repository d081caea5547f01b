-- Gives back overdue permits, but for those that have had a grant since.
-- ARGV: 3 channel, 4… permit and its deadline as it was told, by turns
local full, released = allOut(), 0
for index = 4, #ARGV, 2 do
  local deadline = redis.call('ZSCORE', permits, ARGV[index])
  if deadline and tonumber(deadline) == tonumber(ARGV[index + 1]) then
    released = released + release(ARGV[index])
  end
end
if full and released > 0 then
  redis.call('PUBLISH', ARGV[3], '')
end
