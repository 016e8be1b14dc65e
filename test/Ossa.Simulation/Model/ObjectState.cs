using Ossa.Engine.Objects;
using Ossa.Protocol.Access;

namespace Ossa.Simulation.Model;

/// <summary>
/// What the model knows of an object that is there. Every write makes a version of its own and says so in the object's metadata, so
/// that a reader knows whose write it sees.
/// </summary>
internal sealed record ObjectState(long Version, long Size, ulong Crc64, CannedAcl Acl, bool IsAppendable = false)
{
    /// <summary>The name of the user metadata that carries the version.</summary>
    public const string VersionName = "version";

    /// <summary>What a bucket, or an upload, is while it exists: nothing more is modelled of it.</summary>
    public static readonly ObjectState Bucket = new(0, 0, 0, CannedAcl.Default);

    public static ObjectState Written(long version, Content content) =>
        new(version, content.Length, content.Crc64, CannedAcl.Default);

    /// <summary>What a record says, or null where there is none or it is a delete marker.</summary>
    public static ObjectState? Of(ObjectRecord? record) =>
        record is null or { IsDeleteMarker: true }
            ? null
            : new(
                VersionOf(record.Metadata),
                record.Size,
                record.Crc64,
                record.Acl,
                record.Type == ObjectType.Appendable
            );

    public static long VersionOf(ObjectMetadata metadata) =>
        long.Parse(metadata.User.Single(pair => pair.Key == VersionName).Value);

    public override string ToString() =>
        $"version {Version} ({Size} bytes, {Acl}{(IsAppendable ? ", appendable" : "")})";
}
