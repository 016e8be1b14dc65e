using Ossa.Engine.Access;
using Ossa.Engine.Encryption;
using Ossa.Engine.Records;
using Ossa.Engine.Scrubbing;
using Ossa.Storage;

namespace Ossa.Engine.Checking;

/// <summary>
/// Reads the single rows of the control partition: the account's settings, the places reserved for versions, the note of the last scrub. None
/// can be made again from something else; a new scrub replaces its note.
/// </summary>
internal sealed class ControlRowsCheck(CheckRun run)
{
    public async ValueTask CheckAsync(CancellationToken cancellationToken)
    {
        await CheckAsync(
            RowKeys.AccountSettings,
            "the settings of the account",
            row => AccountSettings.Decode(row),
            cancellationToken
        );
        await foreach (
            var row in RowScan.PrefixAsync(
                run.Metadata,
                RowKeys.Control,
                RowKeys.AccountSettingsOf(""),
                cancellationToken
            )
        )
        {
            await CheckAsync(
                row.Key,
                "the settings of a further account",
                settings => AccountSettings.Decode(settings),
                cancellationToken
            );
        }

        await CheckAsync(
            RowKeys.VersionNames,
            "the places reserved for versions",
            row => RequireCounter(row),
            cancellationToken
        );
        await CheckAsync(
            RowKeys.LastScrub,
            "the note of the last scrub",
            row => ScrubCodec.Decode(row),
            cancellationToken
        );
        await CheckAsync(
            RowKeys.Keyring,
            "the note of the keyring",
            row => KeyringFile.DecodeNote(row),
            cancellationToken
        );
    }

    private async ValueTask CheckAsync(
        byte[] key,
        string name,
        Func<byte[], object> read,
        CancellationToken cancellationToken
    )
    {
        if (
            await run.GetAsync(RowKeys.Control, key, cancellationToken) is { } row
            && Readable.TryDecode(() => read(row), out var why) is null
            && await run.IsUnchangedAsync(RowKeys.Control, new Row(key, row), cancellationToken)
        )
        {
            await run.ReportAsync(
                new Finding(FindingKind.UnreadableRow, $"{name} cannot be read: {why}"),
                cancellationToken
            );
        }
    }

    private static byte[] RequireCounter(byte[] row) =>
        row.Length == CounterValue.Length ? row : throw new InvalidDataException("it is no number");
}
