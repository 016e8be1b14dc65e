using System.Text;
using Ossa.Storage;

namespace Ossa.Engine.Checking;

/// <summary>Reads the names of rows of parts.</summary>
internal static class PartNames
{
    private const int PrefixLength = 2;

    /// <summary>The upload that a part belongs to; zero when its name is none.</summary>
    public static BlobId UploadOf(byte[] row) =>
        row.Length >= PrefixLength + BlobId.TextLength
        && BlobId.TryParse(Encoding.ASCII.GetString(row, PrefixLength, BlobId.TextLength), out var id)
            ? id
            : default;
}
