-- Requests the targets of a file in turn: rotate.lua FILE [METHOD [BODY_BYTES]].
-- All requests are built before the run, so that the load generator takes as little of the machine as it can.
local requests, next_request = {}, 0

function init(args)
  local method = args[2] or "GET"
  local body = args[3] and string.rep("x", tonumber(args[3])) or nil
  for target in io.lines(args[1]) do
    requests[#requests + 1] = wrk.format(method, target, wrk.headers, body)
  end
end

function request()
  next_request = next_request % #requests + 1
  return requests[next_request]
end

-- One line that a script can read: requests, seconds, mean and 99th percentile of the latency in ms, failures.
function done(summary, latency, _)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format("result %d %.3f %.3f %.3f %d\n", summary.requests, summary.duration / 1e6,
    latency.mean / 1e3, latency:percentile(99) / 1e3, failed))
end
