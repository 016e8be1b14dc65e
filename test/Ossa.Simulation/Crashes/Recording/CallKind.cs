namespace Ossa.Simulation.Crashes.Recording;

/// <summary>The kinds of records that recorder.c writes, by its numbers.</summary>
internal enum CallKind
{
    Open = 1,
    Close = 2,
    Write = 3,
    Truncate = 4,
    SyncBegin = 5,
    SyncEnd = 6,
    Rename = 7,
    Unlink = 8,
    MakeDirectory = 9,
    RemoveDirectory = 10,
    Link = 11,
    Mark = 12,
    Unsupported = 13,
    Allocate = 14,
}
