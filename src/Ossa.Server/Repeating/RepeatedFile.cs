using Ossa.Engine.Bodies;
using Ossa.Server.Transport;

namespace Ossa.Server.Repeating;

/// <summary>The body of an answer that is sent out of its file, which is held for one answer.</summary>
/// <param name="part">All of it.</param>
/// <param name="body">The open body whose file it is; null for one in memory.</param>
internal sealed class RepeatedFile(BodyFile part, ObjectBody? body) : IAsyncDisposable
{
    /// <summary>All of it.</summary>
    public BodyFile Part => part;

    /// <summary>
    /// Opens it. Null where something is to be waited for or to be found out first, as on the road: the file is not open, its blocks have to be verified, or they are not in
    /// memory.
    /// </summary>
    /// <param name="source">Where it is.</param>
    /// <param name="length">How many bytes it has.</param>
    public static async ValueTask<RepeatedFile?> TryOpenAsync(BodySource source, int length)
    {
        if (source.TryOpen() is not { } body)
        {
            return null;
        }

        if (body.FindFile(0, length) is { } part && part.Length == length && FileAnswer.TryStay(part))
        {
            return new RepeatedFile(part, body);
        }

        await body.DisposeAsync();
        return null;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        if (body is not null)
        {
            return body.DisposeAsync();
        }

        part.File.DangerousRelease();
        return ValueTask.CompletedTask;
    }
}
