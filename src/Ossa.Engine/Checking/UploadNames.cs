using System.Text;
using Ossa.Storage;

namespace Ossa.Engine.Checking;

/// <summary>Reads the names of rows of uploads.</summary>
internal static class UploadNames
{
    /// <summary>The id at the end of a row's name.</summary>
    public static bool TryRead(byte[] row, out BlobId id)
    {
        id = default;
        return row.Length > BlobId.TextLength
            && BlobId.TryParse(Encoding.ASCII.GetString(row.AsSpan(^BlobId.TextLength..)), out id);
    }
}
