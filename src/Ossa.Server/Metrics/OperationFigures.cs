using System.Collections.Concurrent;
using System.Globalization;
using Prometheus;

namespace Ossa.Server.Metrics;

/// <summary>The figures of one operation, each looked up once: finding them anew by their labels cost a request more than counting it.</summary>
internal sealed class OperationFigures(
    string operation,
    Counter requests,
    Histogram seconds,
    Counter receivedBytes,
    Counter sentBytes
)
{
    private readonly ConcurrentDictionary<int, Counter.Child> _answers = new();
    private readonly Histogram.Child _seconds = seconds.WithLabels(operation);
    private readonly Counter.Child _receivedBytes = receivedBytes.WithLabels(operation);
    private readonly Counter.Child _sentBytes = sentBytes.WithLabels(operation);

    public void Finished(int status, long received, long sent, TimeSpan elapsed)
    {
        _answers.GetOrAdd(status, Answers).Inc();
        _receivedBytes.Inc(received);
        _sentBytes.Inc(sent);
        _seconds.Observe(elapsed.TotalSeconds);
    }

    private Counter.Child Answers(int status) =>
        requests.WithLabels(operation, status.ToString(CultureInfo.InvariantCulture));
}
