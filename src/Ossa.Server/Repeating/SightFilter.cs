namespace Ossa.Server.Repeating;

/// <summary>
/// Tells what comes a second time from what comes once, in little memory: each hash has two places, which those that come later take. Whoever
/// is pushed out counts as new, and one of some billions as known that is not.
/// </summary>
internal sealed class SightFilter
{
    private const int Pairs = 32 * 1024;

    private readonly uint[] _tags = new uint[2 * Pairs];

    /// <summary>Whether something of this hash came before, as far as is known.</summary>
    public bool SeesAgain(ulong hash)
    {
        var place = 2 * (int)(hash % Pairs);
        var tag = (uint)(hash >> 32);
        if (_tags[place] == tag || _tags[place + 1] == tag)
        {
            return true;
        }

        // Where two requests do this at once, one of them is forgotten.
        _tags[place + 1] = _tags[place];
        _tags[place] = tag;
        return false;
    }
}
