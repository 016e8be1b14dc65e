namespace Ossa.Simulation.Crashes.Recording;

/// <summary>Takes the syncs of directories out of a record that only bring deletions to the disk.</summary>
internal static class DeletionSyncs
{
    private const long CreateFlag = 0x40;

    public static RecordedWorkload LeftOutOf(RecordedWorkload workload)
    {
        var open = new Dictionary<int, string>();
        var deletedIn = new HashSet<string>();
        var createdIn = new HashSet<string>();
        return workload with { Calls = [.. workload.Calls.Where(Stays)] };

        bool Stays(RecordedCall call)
        {
            switch (call.Kind)
            {
                case CallKind.Open:
                    open[call.Descriptor] = call.Path;
                    if ((call.Number & CreateFlag) != 0)
                    {
                        createdIn.Add(Path.GetDirectoryName(call.Path)!);
                    }

                    return true;
                case CallKind.Unlink:
                    deletedIn.Add(Path.GetDirectoryName(call.Path)!);
                    return true;
                case CallKind.SyncBegin:
                    var path = open[call.Descriptor];
                    return createdIn.Remove(path) || !deletedIn.Contains(path);
                default:
                    return true;
            }
        }
    }
}
