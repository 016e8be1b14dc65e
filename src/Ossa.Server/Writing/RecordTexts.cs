using System.Globalization;
using Ossa.Engine.Objects;

namespace Ossa.Server.Writing;

/// <summary>What headers say of an object, put into words.</summary>
/// <param name="Record">The object.</param>
/// <param name="ETag">Its entity tag, quoted.</param>
/// <param name="LastModified">When it changed.</param>
/// <param name="Crc64">Its checksum.</param>
/// <param name="Md5">Its MD5 in base64, or null where it has none.</param>
internal sealed record RecordTexts(ObjectRecord Record, string ETag, string LastModified, string Crc64, string? Md5)
{
    public static RecordTexts Of(ObjectRecord record) =>
        new(
            record,
            ObjectHeaders.Quoted(record.ETag),
            record.LastModified.ToString("r", CultureInfo.InvariantCulture),
            record.Crc64.ToString(CultureInfo.InvariantCulture),
            record.Md5.Length > 0 ? Convert.ToBase64String(record.Md5) : null
        );
}
