app_name = "tell"
urlpatterns = []
