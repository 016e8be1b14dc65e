using System.IO.Pipelines;

namespace Ossa.Server.Repeating;

/// <summary>A request that is answered like one before it.</summary>
/// <param name="Known">How that was answered.</param>
/// <param name="Url">What was found out about its signature.</param>
/// <param name="HeadBytes">How many bytes its head has.</param>
/// <param name="Arrival">When it came.</param>
/// <param name="Started">The same by the clock that measures how long something takes.</param>
/// <param name="RequestId">Its id.</param>
internal readonly record struct RepeatedAnswer(
    KnownAnswer Known,
    ProvenUrl Url,
    int HeadBytes,
    DateTimeOffset Arrival,
    long Started,
    byte[] RequestId
)
{
    /// <summary>The body that comes after the bytes that are known, open; null where it is among them.</summary>
    public RepeatedFile? File { get; init; }

    /// <summary>Writes the answer, but for what is in a file.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="date">The time as a header tells it.</param>
    public void Write(PipeWriter output, ReadOnlySpan<byte> date)
    {
        var answer = Known.Answer;
        answer.Write(output.GetSpan(answer.Bytes.Length), date, RequestId);
        output.Advance(answer.Bytes.Length);
    }
}
