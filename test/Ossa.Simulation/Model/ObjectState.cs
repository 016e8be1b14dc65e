using Ossa.Engine.Objects;
using Ossa.Protocol.Access;

namespace Ossa.Simulation.Model;

/// <summary>
/// What the model knows of an object that is there. Every write makes a version of its own and says so in the object's metadata, so
/// that a reader knows whose write it sees.
/// </summary>
internal sealed record ObjectState(long Version, long Size, ulong Crc64, CannedAcl Acl)
{
    /// <summary>The name of the user metadata that carries the version.</summary>
    public const string VersionName = "version";

    /// <summary>What a bucket is while it exists: nothing more is modelled of it.</summary>
    public static readonly ObjectState Bucket = new(0, 0, 0, CannedAcl.Default);

    public static ObjectState Written(long version, Content content) =>
        new(version, content.Length, content.Crc64, CannedAcl.Default);

    /// <summary>What a record says, or null where there is none.</summary>
    public static ObjectState? Of(ObjectRecord? record) =>
        record is null ? null : new(VersionOf(record), record.Size, record.Crc64, record.Acl);

    public override string ToString() => $"version {Version} ({Size} bytes, {Acl})";

    private static long VersionOf(ObjectRecord record) =>
        long.Parse(record.Metadata.User.Single(pair => pair.Key == VersionName).Value);
}
