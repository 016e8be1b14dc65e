using System.Globalization;
using Microsoft.AspNetCore.Http;
using Ossa.Engine.Objects;
using Ossa.Protocol.Headers;

namespace Ossa.Server.Writing;

/// <summary>The headers that tell what an object is.</summary>
internal static class ObjectHeaders
{
    /// <summary>The type of objects written in one piece.</summary>
    public const string NormalType = "Normal";

    /// <summary>What every operation that shows an object says of it.</summary>
    public static void WriteIdentity(IHeaderDictionary headers, ObjectRecord record)
    {
        headers.ETag = Quoted(record.ETag);
        headers.LastModified = record.LastModified.ToString("r", CultureInfo.InvariantCulture);
        headers[OssHeaders.HashCrc64Ecma] = record.Crc64.ToString(CultureInfo.InvariantCulture);
        headers[OssHeaders.StorageClass] = record.StorageClass;
    }

    /// <summary>All of it: what reading an object says.</summary>
    public static void WriteAll(IHeaderDictionary headers, ObjectRecord record)
    {
        WriteIdentity(headers, record);
        headers.AcceptRanges = "bytes";
        headers[OssHeaders.ObjectType] = NormalType;
        if (record.Md5.Length > 0)
        {
            headers.ContentMD5 = Convert.ToBase64String(record.Md5);
        }

        foreach (var (name, value) in record.Metadata.Headers)
        {
            headers[name] = value;
        }

        foreach (var (name, value) in record.Metadata.User)
        {
            headers[OssHeaders.MetaPrefix + name] = value;
        }
    }

    public static string Quoted(string etag) => $"\"{etag}\"";
}
