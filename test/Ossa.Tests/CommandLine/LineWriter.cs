using System.Text;
using System.Threading.Channels;

namespace Ossa.Tests.CommandLine;

/// <summary>Standard output of a command that goes on, line by line.</summary>
internal sealed class LineWriter : TextWriter
{
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    public override Encoding Encoding => Encoding.UTF8;

    public override void WriteLine(string? value) => _lines.Writer.TryWrite(value ?? "");

    /// <summary>Waits for the next line.</summary>
    public ValueTask<string> NextAsync(CancellationToken cancellationToken) =>
        _lines.Reader.ReadAsync(cancellationToken);
}
