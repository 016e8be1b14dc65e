using System.Text;

namespace Ossa.Simulation.Crashes.Recording;

/// <summary>One call of the recorded process that changed files, synced them or marked a moment.</summary>
/// <param name="Kind">What it was.</param>
/// <param name="Descriptor">The file descriptor, where there is one.</param>
/// <param name="Number">Flags of an open, offset of a write, length of a truncation, ticket of a sync.</param>
/// <param name="Path">The path, where there is one.</param>
/// <param name="Data">The bytes written, the second path, or the mark.</param>
internal readonly record struct RecordedCall(
    CallKind Kind,
    int Descriptor,
    long Number,
    string Path,
    ReadOnlyMemory<byte> Data
)
{
    public string SecondPath => Encoding.UTF8.GetString(Data.Span);
}
