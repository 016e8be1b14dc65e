namespace Ossa.Server.Repeating;

/// <summary>
/// Tells what comes a second time from what comes once, in little memory: each hash has two places, which those that come later take. Whoever
/// is pushed out counts as new, and one of some billions as known that is not.
/// </summary>
/// <remarks>
/// Which of the two places is taken is left to chance. Were it always that of the older one, three that come in turn would push each other out for
/// ever: of 10,000 downloads in turn every eightieth was.
/// </remarks>
internal sealed class SightFilter
{
    private const int Pairs = 32 * 1024;

    /// <summary>Spreads what it is multiplied with over the upper bits.</summary>
    private const ulong Multiplier = 0x9E37_79B9_7F4A_7C15;

    private readonly uint[] _tags = new uint[2 * Pairs];
    private ulong _chance;

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
        _chance = (_chance ^ hash) * Multiplier;
        _tags[place + (int)(_chance >> 63)] = tag;
        return false;
    }
}
