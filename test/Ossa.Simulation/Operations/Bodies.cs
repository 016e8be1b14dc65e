using Ossa.Engine.Bodies;
using Ossa.Engine.Objects;
using Ossa.Simulation.Model;
using Ossa.Simulation.Randomness;
using Ossa.Simulation.Running;

namespace Ossa.Simulation.Operations;

/// <summary>How bodies are sent and looked at.</summary>
internal static class Bodies
{
    /// <summary>What a write of this version says of its object.</summary>
    public static NewObject New(long version) =>
        new() { Metadata = new ObjectMetadata([], [new(ObjectState.VersionName, version.ToString())]) };

    /// <summary>Sends a body in pieces of any size, and lets others run between them.</summary>
    public static ReadBody Send(Content content, Dice dice)
    {
        var sent = 0;
        return async (buffer, _) =>
        {
            await Task.Yield();
            var count = Math.Min(Math.Min(buffer.Length, content.Length - sent), dice.Between(1, 100_000));
            content.Bytes.Slice(sent, count).CopyTo(buffer);
            sent += count;
            return count;
        };
    }

    /// <summary>Reads a part of an open body and compares it with what was written.</summary>
    public static async Task CheckAsync(OpenObject opened, Content content, int from, int to, Dice dice)
    {
        var buffer = new byte[dice.OneIn(2) ? 300_000 : dice.Between(1_000, 50_000)];
        for (var at = from; at < to; )
        {
            var wanted = buffer.AsMemory(0, Math.Min(buffer.Length, to - at));
            var count = await opened.Body.ReadAsync(at, wanted, CancellationToken.None);
            if (count <= 0 || !wanted.Span[..count].SequenceEqual(content.Bytes.Span.Slice(at, count)))
            {
                throw new WrongAnswerException(
                    $"Reading {ObjectState.Of(opened.Record)} at {at} gave {count} bytes that are not those written."
                );
            }

            at += count;
            await Task.Yield();
        }
    }
}
