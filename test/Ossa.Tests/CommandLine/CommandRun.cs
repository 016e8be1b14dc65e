using System.Text;
using Microsoft.Extensions.Time.Testing;
using Ossa.CommandLine;

namespace Ossa.Tests.CommandLine;

/// <summary>Runs one command line in this process, in a world of its own, and keeps what it said.</summary>
internal sealed class CommandRun
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    public string HomeFolder { get; init; } = Path.Combine(Path.GetTempPath(), "ossa-no-such-home");

    public byte[] Input { get; init; } = [];

    public string Answer { get; init; } = "";

    public bool IsTerminal { get; init; }

    /// <summary>How wide the terminal is; null for none.</summary>
    public int? Columns { get; init; }

    public TimeProvider Clock { get; init; } = new FakeTimeProvider(Now);

    public int ExitCode { get; private set; }

    /// <summary>Standard output as text, then what was written to it as bytes.</summary>
    public string Out { get; private set; } = "";

    public byte[] OutBytes { get; private set; } = [];

    public string Error { get; private set; } = "";

    public async Task<CommandRun> RunAsync(params string[] args)
    {
        await using var text = new StringWriter();
        return await RunAsync(args, text, Xunit.TestContext.Current.CancellationToken);
    }

    /// <summary>The same with standard output as a test wants it, until it is stopped.</summary>
    public async Task<CommandRun> RunAsync(string[] args, TextWriter text, CancellationToken stop)
    {
        await using var error = new StringWriter();
        using var bytes = new MemoryStream();
        var context = new CommandContext
        {
            Out = text,
            Error = error,
            OpenAnswers = () => new StringReader(Answer),
            OpenInput = () => new MemoryStream(Input),
            OpenOutput = () => new KeptOpenStream(bytes),
            IsInputTerminal = IsTerminal,
            IsErrorTerminal = IsTerminal,
            OutColumns = Columns,
            ErrorColumns = Columns,
            Variable = name => Variables.GetValueOrDefault(name),
            HomeFolder = HomeFolder,
            Clock = Clock,
        };
        ExitCode = await CommandLineApp.RunAsync(args, context, stop);
        OutBytes = bytes.ToArray();
        Out = text + Encoding.UTF8.GetString(OutBytes);
        Error = error.ToString();
        return this;
    }

    /// <summary>What a command disposes when it is through, and a test still reads.</summary>
    private sealed class KeptOpenStream(MemoryStream inner) : Stream
    {
        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => inner.Length;

        public override long Position
        {
            get => inner.Position;
            set => throw new NotSupportedException();
        }

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);
    }
}
