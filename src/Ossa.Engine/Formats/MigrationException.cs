using Ossa.Engine.Records;
using Ossa.Protocol.Signing;

namespace Ossa.Engine.Formats;

/// <summary>A store of an older format is not brought to the newest one, since a record of it cannot be read. It stays as it was.</summary>
public sealed class MigrationException : IOException
{
    internal MigrationException(string bucket, byte[] row)
        : base(
            $"{Describe(bucket, row)} cannot be read, so what the bucket holds cannot be counted, as this program needs it. The store "
                + "keeps its older format: 'ossa fsck' names all damage in it; restore it from a backup."
        ) { }

    /// <summary>Names are percent-encoded, so that they can neither break the line nor speak to the terminal.</summary>
    private static string Describe(string bucket, byte[] row) =>
        (char)row[0] switch
        {
            'o' => $"The record of oss://{bucket}/{Encode(row.AsSpan(RowKeys.ObjectPrefix.Length))}",
            'v' => $"A version of oss://{bucket}/{Encode(RowKeys.KeyOfVersion(row))}",
            'u' => $"The record of an unfinished upload to the bucket {bucket}",
            _ => $"A part of an unfinished upload to the bucket {bucket}",
        };

    private static string Encode(ReadOnlySpan<byte> key) =>
        UriEncoding.EncodePath(System.Text.Encoding.UTF8.GetString(key));
}
