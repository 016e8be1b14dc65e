using Ossa.Storage;

namespace Ossa.Engine.Bodies;

/// <summary>An open body. It stays readable however the object changes meanwhile.</summary>
public sealed class ObjectBody : IAsyncDisposable
{
    private readonly IBlobReader? _blob;

    internal ObjectBody(ReadOnlyMemory<byte> bytes)
    {
        InMemory = bytes;
        Length = bytes.Length;
    }

    internal ObjectBody(IBlobReader blob)
    {
        _blob = blob;
        Length = blob.Length;
    }

    /// <summary>The length in bytes.</summary>
    public long Length { get; }

    /// <summary>The whole body where it is at hand already, else null.</summary>
    public ReadOnlyMemory<byte>? InMemory { get; }

    /// <summary>Opens the same body again after this one is closed, where it is one file as it is; else null.</summary>
    public BodySource? Source { get; internal init; }

    /// <summary>Reads from an offset; zero only at the end. Damage throws <see cref="DamagedBlobException"/>.</summary>
    public ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (_blob is not null)
        {
            return _blob.ReadAsync(offset, buffer, cancellationToken);
        }

        var rest = InMemory!.Value[(int)Math.Min(offset, Length)..];
        var count = Math.Min(rest.Length, buffer.Length);
        rest[..count].CopyTo(buffer);
        return ValueTask.FromResult(count);
    }

    /// <summary>A part from an offset on that stands in a file as it is, where it does; see <see cref="IBlobReader.FindFile"/>.</summary>
    public BodyFile? FindFile(long offset, int length) =>
        _blob?.FindFile(offset, length) is { } part ? new BodyFile(part.File, part.Offset, part.Length) : null;

    /// <summary>The same, after it was read to know that it is what was written; see <see cref="IBlobReader.VerifyFileAsync"/>.</summary>
    public async ValueTask<BodyFile?> VerifyFileAsync(long offset, int length, CancellationToken cancellationToken) =>
        _blob is not null && await _blob.VerifyFileAsync(offset, length, cancellationToken) is { } part
            ? new BodyFile(part.File, part.Offset, part.Length)
            : null;

    /// <summary>All bytes from an offset on, in order, as something to read from.</summary>
    public ReadBody ReadFrom(long offset) => ReadRange(offset, long.MaxValue);

    /// <summary>Some bytes from an offset on, in order, as something to read from.</summary>
    public ReadBody ReadRange(long offset, long length)
    {
        var left = length;
        return async (buffer, cancellationToken) =>
        {
            var wanted = buffer[..(int)Math.Min(buffer.Length, left)];
            var count = wanted.IsEmpty ? 0 : await ReadAsync(offset, wanted, cancellationToken);
            offset += count;
            left -= count;
            return count;
        };
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _blob?.DisposeAsync() ?? ValueTask.CompletedTask;
}
