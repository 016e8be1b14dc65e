namespace Ossa.Simulation.Storage;

/// <summary>What happens around every call to a storage engine. An exception takes the place of the answer.</summary>
internal interface IStorageHook
{
    /// <summary>Before the call: an exception means that it has not happened.</summary>
    ValueTask BeforeAsync(StorageCall call);

    /// <summary>After the call: an exception means that it has happened, but that nobody is told.</summary>
    ValueTask AfterAsync(StorageCall call);
}
