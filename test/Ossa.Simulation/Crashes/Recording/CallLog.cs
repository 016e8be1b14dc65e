using System.Buffers.Binary;
using System.Text;

namespace Ossa.Simulation.Crashes.Recording;

/// <summary>What recorder.c has written, in order.</summary>
internal static class CallLog
{
    private const int HeaderBytes = 32;

    public static IReadOnlyList<RecordedCall> Read(string path)
    {
        var bytes = File.ReadAllBytes(path).AsMemory();
        var calls = new List<RecordedCall>();
        while (!bytes.IsEmpty)
        {
            var header = bytes.Span[..HeaderBytes];
            var pathLength = BinaryPrimitives.ReadInt32LittleEndian(header[24..]);
            var dataLength = BinaryPrimitives.ReadInt32LittleEndian(header[28..]);
            calls.Add(
                new RecordedCall(
                    (CallKind)BinaryPrimitives.ReadInt32LittleEndian(header),
                    BinaryPrimitives.ReadInt32LittleEndian(header[4..]),
                    BinaryPrimitives.ReadInt64LittleEndian(header[8..]),
                    Encoding.UTF8.GetString(bytes.Span.Slice(HeaderBytes, pathLength)),
                    bytes.Slice(HeaderBytes + pathLength, dataLength)
                )
            );
            bytes = bytes[(HeaderBytes + pathLength + dataLength)..];
        }
        return calls;
    }
}
