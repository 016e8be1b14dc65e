using Ossa.Engine.Records;
using Ossa.Engine.Scrubbing;
using Ossa.Storage;

namespace Ossa.Engine.Checking;

/// <summary>Reads the note of the last scrub. One that cannot be read is replaced by the next scrub and worth no repair.</summary>
internal sealed class ScrubNoteCheck(CheckRun run)
{
    public async ValueTask CheckAsync(CancellationToken cancellationToken)
    {
        if (
            await run.GetAsync(RowKeys.Control, RowKeys.LastScrub, cancellationToken) is { } row
            && Readable.TryDecode(() => ScrubCodec.Decode(row), out var why) is null
            && await run.IsUnchangedAsync(RowKeys.Control, new Row(RowKeys.LastScrub, row), cancellationToken)
        )
        {
            var what = $"the note of the last scrub cannot be read: {why}";
            await run.ReportAsync(new Finding(FindingKind.UnreadableRow, what), cancellationToken);
        }
    }
}
