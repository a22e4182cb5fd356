package oktatest

import (
	"net/http"

	"github.com/okta-userapi/userapi-go/gen"
)

// securityQuestions are the questions of every org. The keys are Okta's, the texts are this org's own.
var securityQuestions = []gen.SecurityQuestion{
	{Question: "disliked_food", QuestionText: "What is the food you least liked as a child?"},
	{Question: "name_of_first_plush_toy", QuestionText: "What was your first stuffed animal called?"},
	{Question: "first_award", QuestionText: "What was the first award that you got?"},
	{Question: "favorite_security_question", QuestionText: "What is the security question that you like best?"},
	{Question: "favorite_toy", QuestionText: "Which toy did you like best as a child?"},
	{Question: "first_computer_game", QuestionText: "Which computer game did you play first?"},
	{Question: "favorite_movie_quote", QuestionText: "Which line of a film do you like best?"},
	{Question: "first_sports_team_mascot", QuestionText: "What was the mascot of your first team?"},
	{Question: "first_music_purchase", QuestionText: "Which music did you buy first?"},
	{Question: "favorite_art_piece", QuestionText: "Which work of art do you like best?"},
	{Question: "grandmother_favorite_desert", QuestionText: "Which dessert did your grandmother like best?"},
	{Question: "first_thing_cooked", QuestionText: "What did you learn to cook first?"},
	{Question: "childhood_dream_job", QuestionText: "What did you want to become as a child?"},
	{Question: "first_kiss_location", QuestionText: "Where was your first kiss?"},
	{Question: "place_where_significant_other_was_met", QuestionText: "Where did you meet your partner?"},
	{Question: "favorite_vacation_location", QuestionText: "Where did you spend your best holiday?"},
	{Question: "new_years_two_thousand", QuestionText: "Where were you when the year 2000 began?"},
	{Question: "favorite_speaker_actor", QuestionText: "Which speaker or actor do you like best?"},
	{Question: "favorite_book_movie_character", QuestionText: "Which character of a book or film do you like best?"},
	{Question: "favorite_sports_player", QuestionText: "Which player do you like best?"},
}

// questionText is the text of a question; "" where there is none with this key.
func questionText(key string) string {
	for _, q := range securityQuestions {
		if q.Question == key {
			return q.QuestionText
		}
	}
	return ""
}

func (h handlers) ListSupportedSecurityQuestions(w http.ResponseWriter, r *http.Request, userID gen.UserID) {
	h.user(w, r, userID, func(call, *user) (reply, *refusal) { return ok(securityQuestions) })
}
