using Ossa.Engine.Encryption;
using Ossa.Protocol.Errors;
using Ossa.Storage;

namespace Ossa.Engine;

/// <summary>What a failure of the storage below means to whoever asked. Nothing above the engine knows storage.</summary>
public static class StorageFailures
{
    /// <summary>The error of the wire for a failure of storage, or null when the exception is none.</summary>
    public static OssError? Explain(Exception exception) =>
        exception switch
        {
            DamagedBlobException => OssErrors.DamagedObject,
            InvalidDataException => OssErrors.DamagedRecord,
            StoreFullException => OssErrors.StorageFull,
            StoreReadOnlyException => OssErrors.StorageReadOnly,
            KeyringException => OssErrors.KeyringAbsent,
            _ => null,
        };
}
