namespace Ossa.Simulation.Storage;

/// <summary>The calls of the two storage interfaces.</summary>
internal enum StorageCall
{
    Get,
    Scan,
    Apply,
    CreateBlob,
    WriteBlob,
    CompleteBlob,
    OpenBlob,
    ReadBlob,
    DeleteBlobs,
}
