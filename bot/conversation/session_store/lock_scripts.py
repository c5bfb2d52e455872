"""The lock of one resident, in Lua: each script runs atomically.

Keys of a resident (they share a hash tag):
    session   the sealed session
    queue     tokens in order of arrival; the first one owns the session
    lease     the first one's token, until the lease runs out
    seen      token → when it last asked (ms of the server's clock), so that dead waiters are removed
    said      how many messages came within a minute of the first of them

The queue alone decides who owns the session; the lease only says when an owner may be removed. An owner that was removed
finds another token (or none) at the head when it saves, and changes nothing: a fenced lock.
"""

_COMMON = """
local session, queue, lease, seen = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local token, lease_ms, stale_ms = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)

local function remove(dead)
  redis.call('LREM', queue, 1, dead)
  redis.call('HDEL', seen, dead)
end
local function alive(other)
  return now - tonumber(redis.call('HGET', seen, other) or 0) <= stale_ms
end
local function take_lease()
  redis.call('HSET', seen, token, string.format('%d', now))
  redis.call('SET', lease, token, 'PX', lease_ms)
end
local function keep_queue()
  redis.call('PEXPIRE', queue, lease_ms + 60000)
  redis.call('PEXPIRE', seen, lease_ms + 60000)
end
"""

# Returns the session or nil, whoever owns it.
READ = "return redis.call('GET', KEYS[1])"

# ARGV 4: how the tokens of this process begin, if no earlier turn of this resident is under way in it: its tokens ahead
# could not be released, or the server lost their release in a crash. Else empty.
# Returns {1, session or nil, messages in this minute} to the owner, {0} to a waiter.
ACQUIRE = (
    _COMMON
    + """
if redis.call('HSET', seen, token, string.format('%d', now)) == 1 then
  local ahead = redis.call('RPUSH', queue, token) - 1
  local said = redis.call('INCR', KEYS[5])
  if said == 1 then redis.call('PEXPIRE', KEYS[5], 60000) end
  if ahead == 0 then
    keep_queue()
    redis.call('SET', lease, token, 'PX', lease_ms)
    return {1, redis.call('GET', session), said}
  end
end
keep_queue()
local function left_behind(head)
  return ARGV[4] ~= '' and string.sub(head, 1, #ARGV[4]) == ARGV[4]
end
while true do
  local head = redis.call('LINDEX', queue, 0)
  if not head then
    redis.call('RPUSH', queue, token)
    keep_queue()
    head = token
  end
  if head == token then
    take_lease()
    return {1, redis.call('GET', session), tonumber(redis.call('GET', KEYS[5]) or 0)}
  end
  if not left_behind(head) and (redis.call('GET', lease) == head or alive(head)) then return {0} end
  remove(head)
end
"""
)

# ARGV 4: the sealed session to save, or empty; 5: its lifetime in ms. Returns 1 to the owner, else 0.
RELEASE = (
    _COMMON
    + """
local owner = redis.call('LINDEX', queue, 0) == token
if not owner then
  remove(token)
  return 0
end
if ARGV[4] ~= '' then
  redis.call('SET', session, ARGV[4], 'PX', ARGV[5])
end
redis.call('LPOP', queue)
redis.call('HDEL', seen, token)
local head = redis.call('LINDEX', queue, 0)
while head and not alive(head) do
  remove(head)
  head = redis.call('LINDEX', queue, 0)
end
if head then
  redis.call('SET', lease, head, 'PX', lease_ms)
else
  redis.call('DEL', lease)
end
return 1
"""
)

# Returns 1 to the owner, else 0.
RENEW = (
    _COMMON
    + """
if redis.call('LINDEX', queue, 0) ~= token then return 0 end
take_lease()
keep_queue()
return 1
"""
)
