using Ossa.Engine.Listing;
using Ossa.Protocol.Documents;

namespace Ossa.Server.Writing;

/// <summary>How listings show an object.</summary>
internal static class ObjectEntries
{
    public static ObjectEntry Of(ListedObject listed, Owner? owner, DateTimeOffset now) =>
        new()
        {
            Key = listed.Key,
            LastModified = listed.Record.LastModified,
            ETag = listed.Record.ETag,
            Type = ObjectHeaders.TypeOf(listed.Record),
            Size = listed.Record.Size,
            StorageClass = listed.Record.StorageClass,
            Owner = owner,
            RestoreInfo = RestoreInfo.Of(listed.Record, now),
            TransitionTime = listed.Record.TransitionedAt,
        };
}
