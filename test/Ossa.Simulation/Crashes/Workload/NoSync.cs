using Microsoft.Win32.SafeHandles;
using Ossa.Storage.Local.FileSystem;

namespace Ossa.Simulation.Crashes.Workload;

/// <summary>Claims that everything is on the disk.</summary>
internal sealed class NoSync : IDiskSync
{
    public void SyncFile(SafeFileHandle file) { }

    public void SyncDirectory(string path) { }
}
