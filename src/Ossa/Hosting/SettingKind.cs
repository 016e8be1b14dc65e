namespace Ossa.Hosting;

/// <summary>What the value of a setting is, as far as the command line and the settings file care.</summary>
internal enum SettingKind
{
    Text,

    /// <summary>Values parted by commas; a flag that may be repeated.</summary>
    List,

    /// <summary>True or false; as a flag alone, true.</summary>
    Switch,

    /// <summary>A path, which a file of settings gives whole, since whoever reads the file may work anywhere.</summary>
    Path,

    /// <summary>Nothing to show, and for the eyes of the file's owner alone.</summary>
    Secret,
}
